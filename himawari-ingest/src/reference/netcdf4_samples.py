"""Two NetCDF-4 files in the layouts of JAXA P-Tree and of NOAA's cloud mask, chunked and compressed as only the HDF5 library writes them.

Usage: netcdf4_samples.py FOLDER
"""
import os
import sys

import netCDF4
import numpy as np

folder = sys.argv[1]

with netCDF4.Dataset(os.path.join(folder, "NC_H09_20240514_0320_R21_FLDK.00041_00031.nc"), "w") as nc:
    nc.createDimension("latitude", 31)
    nc.createDimension("longitude", 41)
    nc.createVariable("latitude", "f4", ("latitude",))[:] = 36.5 - 0.05 * np.arange(31)
    nc.createVariable("longitude", "f4", ("longitude",))[:] = 138.8 + 0.05 * np.arange(41)
    row, column = np.meshgrid(np.arange(31), np.arange(41), indexing="ij")

    def packed(name, scale, offset, unit, values):
        v = nc.createVariable(name, "i2", ("latitude", "longitude"), zlib=True, shuffle=True, chunksizes=(10, 41))
        v.set_auto_maskandscale(False)
        v.setncatts({"units": unit, "scale_factor": np.float32(scale), "add_offset": np.float32(offset)})
        v.missing_value = np.int16(-32768)
        v[:] = values

    packed("tbb_13", 0.01, 273.15, "K", np.where((row == 3) & (column == 4), -32768, 1000 + 10 * row - column))
    packed("albedo_03", 0.0001, 0, "1", 2000 + 100 * row + column)
    packed("SAZ", 0.01, 0, "degree", 4000 + row)

with netCDF4.Dataset(
    os.path.join(folder, "AHI-CMSK_v1r1_h09_s202405140320210_e202405140329404_c202405140337548.nc"), "w"
) as nc:
    nc.createDimension("Rows", 5500)
    nc.createDimension("Columns", 5500)
    nc.setncatts({
        "satellite_name": "Himawari-9", "instrument_name": "AHI", "cdm_data_type": "Full Disk",
        "time_coverage_start": "2024-05-14T03:20:21Z", "time_coverage_end": "2024-05-14T03:29:40Z",
    })
    row, column = np.meshgrid(np.arange(20), np.arange(30), indexing="ij")
    for name, kind, fill, values in (
        ("CloudMask", "i1", -128, (row + column) % 4),
        ("CloudMaskQualFlag", "i1", -128, np.where(column == 29, 1, 0)),
        ("CloudProbability", "f4", -999.0, (row + column) % 4 / 3.0),
    ):
        v = nc.createVariable(name, kind, ("Rows", "Columns"), zlib=True, chunksizes=(500, 500), fill_value=fill)
        v[1000:1020, 2000:2030] = values
