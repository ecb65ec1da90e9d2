#!/usr/bin/env python3
"""Countries on a global equal-angle grid from Natural Earth polygons.

usage: countries.py countries-10m.json CELLS_PER_DEGREE countries.bin.gz

Input: TopoJSON of the npm package world-atlas 2.0.2 (Natural Earth 1:10m countries, public domain). A cell belongs to the country
whose polygon holds its centre (even-odd rule); borders are Natural Earth's de facto ones. Output, gzip: "KYCT", cells per degree
(1 byte), number of countries (2 bytes), for each its ISO 3166-1 numeric code (2 bytes; 900 and more where it has none) and its name
(2 bytes of length, UTF-8); then for each row from the north runs of (index of the country from 1, or 0; length) from 180 W eastward
as variable-length numbers (7 bits a byte, lowest first). Same bytes every time.
"""
import gzip
import io
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "lst-luc/src/reference"))
import land_mask  # noqa: E402


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        topology = json.load(f)
    n = int(sys.argv[2])
    geometries = sorted(topology["objects"]["countries"]["geometries"], key=lambda g: g["properties"]["name"])
    rows = [[] for _ in range(180 * n)]
    names = []
    without_code = 900
    for index, geometry in enumerate(geometries, 1):
        code = geometry.get("id")
        if code is None or not code.isdigit():
            code, without_code = without_code, without_code + 1
        names.append((int(code), geometry["properties"]["name"]))
        for r, row in enumerate(land_mask.edges(topology, n, [geometry])):
            row.sort()
            rows[r] += [(a, b, index) for a, b in zip(row[::2], row[1::2]) if b > a]
    raw = io.BytesIO()
    raw.write(b"KYCT" + bytes([n]) + len(names).to_bytes(2, "big"))
    for code, name in names:
        text = name.encode()
        raw.write(code.to_bytes(2, "big") + len(text).to_bytes(2, "big") + text)
    for row in rows:
        at = 0
        for a, b, index in sorted(row):
            a = max(a, at)  # two polygons may share a cell's centre on their border: the first keeps it
            if b <= a:
                continue
            if a > at:
                raw.write(land_mask.varint(0) + land_mask.varint(a - at))
            raw.write(land_mask.varint(index) + land_mask.varint(b - a))
            at = b
        if at < 360 * n:
            raw.write(land_mask.varint(0) + land_mask.varint(360 * n - at))
    with open(sys.argv[3], "wb") as f, gzip.GzipFile(filename="", mode="wb", fileobj=f, mtime=0) as z:
        z.write(raw.getvalue())


main()
