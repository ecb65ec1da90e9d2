#!/usr/bin/env python3
"""Band emissivities of surface materials and of land-cover classes.

usage: class_emissivity.py emissivity_crtm_npoess20.csv igbp-emissivity.csv

Input: emissivity over wavelength of the NPOESS land types as in the Community Radiative Transfer Model
(IRVISlandCoeff_Module.f90, CC0). Averages each over the boxcar bands (straight lines between its points) and writes, for each
IGBP class, the material of a full canopy and of the ground below it (our assignment, by name), and the one material that NOAA's
GSI takes for the whole class (crtm_interface, igbp_to_npoess). Standard library only; same bytes every time.
"""
import csv
import sys

BANDS = {7: (3.8853, 0.22), 11: (8.5926, 0.37), 13: (10.4073, 0.42), 14: (11.2395, 0.67), 15: (12.3806, 0.97), 16: (13.2807, 0.56)}

# class: name, canopy, ground, GSI's material for the class
CLASSES = {
    1: ("evergreen needleleaf forest", "pine_forest", "compacted_soil", "pine_forest"),
    2: ("evergreen broadleaf forest", "broadleaf_forest", "compacted_soil", "broadleaf_forest"),
    3: ("deciduous needleleaf forest", "pine_forest", "compacted_soil", "pine_forest"),
    4: ("deciduous broadleaf forest", "broadleaf_forest", "compacted_soil", "broadleaf_forest"),
    5: ("mixed forest", "broadleaf_pine_forest", "compacted_soil", "broadleaf_pine_forest"),
    6: ("closed shrubland", "scrub", "compacted_soil", "scrub"),
    7: ("open shrubland", "scrub", "compacted_soil", "scrub_soil"),
    8: ("woody savanna", "broadleaf_brush", "compacted_soil", "broadleaf_brush"),
    9: ("savanna", "broadleaf_brush", "compacted_soil", "broadleaf_brush"),
    10: ("grassland", "scrub", "compacted_soil", "scrub"),
    11: ("permanent wetland", "broadleaf_brush", "wet_soil", "broadleaf_brush"),
    12: ("cropland", "irrigated_low_vegetation", "tilled_soil", "tilled_soil"),
    13: ("urban", "irrigated_low_vegetation", "urban_concrete", "urban_concrete"),
    14: ("cropland and natural vegetation", "irrigated_low_vegetation", "tilled_soil", "tilled_soil"),
    16: ("barren", "scrub", "compacted_soil", "compacted_soil"),
}


def mean(spectrum, centre, width):
    """Mean over a boxcar of straight lines between points, exact."""
    a, b = centre - width / 2, centre + width / 2
    total = 0.0
    for (x0, y0), (x1, y1) in zip(spectrum, spectrum[1:]):
        lo, hi = max(a, x0), min(b, x1)
        if hi > lo:
            at = lambda x: y0 + (x - x0) / (x1 - x0) * (y1 - y0)
            total += 0.5 * (at(lo) + at(hi)) * (hi - lo)
    return total / width


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        rows = list(csv.DictReader(line for line in f if not line.startswith("#")))
    names = sorted({name for c in CLASSES.values() for name in c[1:]})
    table = {}
    for name in names:
        spectrum = [(float(r["wavelength_um"]), float(r[name])) for r in rows]
        table[name] = {b: mean(spectrum, *box) for b, box in BANDS.items()}
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write("# band emissivities of IGBP classes; made by class_emissivity.py from the NPOESS land types of CRTM (CC0)\n")
        out.write("class,name,part,material," + ",".join(f"b{b:02d}" for b in BANDS) + "\n")
        for number, (label, *parts) in CLASSES.items():
            for part, material in zip(("canopy", "ground", "whole"), parts):
                values = ",".join(f"{table[material][b]:.4f}" for b in BANDS)
                out.write(f"{number},{label},{part},{material},{values}\n")


main()
