"""Azimuth and zenith angle of the satellite, without the formulas of the Java code.

The horizon is the tangent plane of the ellipsoid: up is the gradient of its equation, north the
derivative of the position along the meridian (finite difference), east their cross product.
Prints latitude, longitude, azimuth, zenith [degrees].
"""
import numpy as np

A, B = 6378.137, 6356.7523
SATELLITE = 42164.0 * np.array([np.cos(np.radians(140.7)), np.sin(np.radians(140.7)), 0.0])
PLACES = [(35.68, 139.77), (39.9, 116.4), (13.75, 100.5), (-6.2, 106.8), (55, 82.9), (-33.9, 151.2), (21.3, -157.9), (64, 171)]


def position(lat, lon):
    lat, lon = np.radians(lat), np.radians(lon)
    n = A**2 / np.hypot(A * np.cos(lat), B * np.sin(lat))
    return np.array([n * np.cos(lat) * np.cos(lon), n * np.cos(lat) * np.sin(lon), n * (B / A)**2 * np.sin(lat)])


for lat, lon in PLACES:
    p = position(lat, lon)
    up = p / np.array([A, A, B])**2
    up /= np.linalg.norm(up)
    step = 1e-3
    north = position(lat + step, lon) - position(lat - step, lon)
    north -= up * (north @ up)
    north /= np.linalg.norm(north)
    east = np.cross(north, up)
    sight = SATELLITE - p
    sight /= np.linalg.norm(sight)
    azimuth = np.degrees(np.arctan2(sight @ east, sight @ north)) % 360
    print(f"      {{{lat}, {lon}, {azimuth:.9f}, {np.degrees(np.arccos(sight @ up)):.9f}}},")
