"""Share of 0.02 degree cells whose nearest pixel on the ground is not the nearest in the raster, by PROJ and a search tree of SciPy.

Every seventh cell of 70-150 E, 10 S-60 N against lines 1 to 3300 of the full disk, places on a sphere as pyresample has them.
"""
import numpy as np
import pyproj
from scipy.spatial import cKDTree

HEIGHT_M = 35785863.0
PER_DEGREE = 20466275 / 65536
GEOS = pyproj.Proj(proj="geos", h=HEIGHT_M, lon_0=140.7, sweep="y", a=6378137.0, b=6356752.3)


def on_sphere(lon, lat):
    lon, lat = np.radians(lon), np.radians(lat)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], -1)


column, line = np.meshgrid(np.arange(1, 5501), np.arange(1, 3301))
x, y = (np.radians((i - 2750.5) / PER_DEGREE) * HEIGHT_M for i in (column, line))
lon, lat = GEOS(x, -y, inverse=True)
on_earth = np.abs(lon) < 1000
column, line, lon, lat = (a[on_earth] for a in (column, line, lon, lat))

cell_lon, cell_lat = np.meshgrid(70 + np.arange(2.5, 4000, 7) * 0.02, 60 - np.arange(3.5, 3500, 7) * 0.02)
x, y = GEOS(cell_lon.ravel(), cell_lat.ravel())
raster_column = np.floor(2750.5 + np.degrees(x / HEIGHT_M) * PER_DEGREE + 0.5)
raster_line = np.floor(2750.5 - np.degrees(y / HEIGHT_M) * PER_DEGREE + 0.5)

_, tree = cKDTree(on_sphere(lon, lat)).query(on_sphere(cell_lon.ravel(), cell_lat.ravel()))
other = (column[tree] != raster_column) | (line[tree] != raster_line)
print(f"{other.mean():.4f} of {other.size} cells")
