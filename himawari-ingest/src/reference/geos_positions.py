"""Positions and pixels of the Himawari full disk by PROJ's geostationary projection, as CSV on standard output.

Metres of PROJ are satellite height times scan angle, so column = COFF + degrees(x / h) 2^-16 CFAC and line likewise, southwards.
Height, ellipsoid and factors are those of block 3 of the Himawari Standard Data User's Guide 1.3.
"""
import math

import pyproj

HEIGHT_M = 42164e3 - 6378137.0
SUB_LONGITUDE_DEG = 140.7
FACTOR = {5: 81865099, 10: 40932549, 20: 20466275}
GEOS = pyproj.Proj(
    proj="geos", h=HEIGHT_M, lon_0=SUB_LONGITUDE_DEG, sweep="y", a=6378137.0, b=6356752.3
)


def pixel(scan_rad, resolution):
    offset = 2750 * (20 // resolution) + 0.5
    return offset + math.degrees(scan_rad) * FACTOR[resolution] / 65536


def row(resolution, latitude, longitude):
    x, y = GEOS(longitude, latitude)
    if not math.isfinite(x):
        print(f"{resolution},{latitude!r},{longitude!r},,")
        return
    column, line = pixel(x / HEIGHT_M, resolution), pixel(-y / HEIGHT_M, resolution)
    print(f"{resolution},{latitude!r},{longitude!r},{column:.6f},{line:.6f}")


print(f"# PROJ {pyproj.proj_version_str}, pyproj {pyproj.__version__}: {GEOS.definition_string()}")
print("resolution_code,latitude_deg,longitude_deg,column,line")
for latitude in range(-75, 76, 10):
    for step in range(-7, 8):
        # uneven steps: no symmetry about the sub-satellite point, and across the date line
        longitude = SUB_LONGITUDE_DEG + 10.3 * step + 0.37
        row(20, latitude + 0.11, round((longitude + 180) % 360 - 180, 6))
for resolution in (5, 10):
    for latitude in range(-60, 61, 15):
        for longitude in (75.5, 100.25, 123.4, 140.7, 163.2, -171.9):
            row(resolution, float(latitude), longitude)
