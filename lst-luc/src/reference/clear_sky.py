#!/usr/bin/python3
"""Clear-sky irradiance by other models than the program's, to judge it by.

bird: Bird and Hulstrom 1981 (SERI/TR-642-761), a product of broadband transmittances.
ineichen: Ineichen and Perez 2002 (Solar Energy 73, 151-157) at sea level, fits to measurements over the Linke
turbidity, that from aerosol and water by Ineichen 2008 (Solar Energy 82, 1095-1097).
Both written down here from the papers' equations. Output: CSV on standard output.

    python3 clear_sky.py > ../test/resources/org/kokyu/land/light/clear-sky.csv
"""
from math import cos, exp, log, radians

I0 = 1361.1


def bird(zenith, water, a500, a380, ozone=0.34, albedo=0.2, forward=0.85):
    mu = cos(radians(zenith))
    m = 1 / (mu + 0.15 * (93.885 - zenith) ** -1.253)
    rayleigh = exp(-0.0903 * m**0.84 * (1 + m - m**1.01))
    o = ozone * m
    t_o = 1 - 0.1611 * o * (1 + 139.48 * o) ** -0.3035 - 0.002715 * o / (1 + 0.044 * o + 0.0003 * o * o)
    gases = exp(-0.0127 * m**0.26)
    w = water * m
    t_w = 1 - 2.4959 * w / ((1 + 79.034 * w) ** 0.6828 + 6.385 * w)
    d = 0.2758 * a380 + 0.35 * a500
    t_a = exp(-(d**0.873) * (1 + d - d**0.7088) * m**0.9108)
    t_aa = 1 - 0.1 * (1 - m + m**1.06) * (1 - t_a)
    direct = 0.9662 * I0 * rayleigh * t_o * gases * t_w * t_a
    sky = 0.79 * I0 * mu * t_o * gases * t_w * t_aa * (0.5 * (1 - rayleigh) + forward * (1 - t_a / t_aa)) \
        / (1 - m + m**1.02)
    albedo_sky = 0.0685 + (1 - forward) * (1 - t_a / t_aa)
    return direct, (direct * mu + sky) / (1 - albedo * albedo_sky)


def ineichen(zenith, water, a550):
    linke = 3.91 * exp(0.689) * a550 + 0.376 * log(water) + 2 + 0.54 - 0.5 + 0.16
    mu = cos(radians(zenith))
    m = 1 / (mu + 0.50572 * (96.07995 - zenith) ** -1.6364)
    return 0.868 * I0 * mu * exp(-0.0387 * m * linke) * exp(0.01 * m**1.8)


def at(a700, wavelength):
    return a700 * (wavelength / 0.7) ** -1.3


print("# irradiance W m-2 outside 1361.1, sea level; made by src/reference/clear_sky.py")
print("zenith_deg,water_cm,aod_700,bird_direct_normal,bird_global,ineichen_global")
for z in (0, 20, 40, 60, 70, 75):
    for w in (0.5, 1.5, 3.0, 5.0):
        for a in (0.05, 0.1, 0.2, 0.3):
            d, g = bird(z, w, at(a, 0.5), at(a, 0.38))
            print(f"{z},{w},{a},{d:.2f},{g:.2f},{ineichen(z, w, at(a, 0.55)):.2f}")
