#!/usr/bin/env python3
"""Land mask on a global equal-angle grid from Natural Earth land polygons.

usage: land_mask.py land-10m.json CELLS_PER_DEGREE land-mask.bin.gz

Input: TopoJSON of the npm package world-atlas 2.0.2 (Natural Earth 1:10m land, public domain). A cell is land if its centre
is inside a polygon (even-odd rule over all rings). Rings of this file go on over the date line and around the south pole; they are
laid out flat here. Lakes count as land, as in Natural Earth's layer. Output, gzip:
"KYLM", cells per degree (1 byte), then for each row from the north the runs of sea, land, sea ... from 180 W eastward as
variable-length numbers (7 bits a byte, lowest first) that sum to the row. Needs only the standard library; same bytes every time.
"""
import gzip
import io
import json
import math
import sys


def rings(topology, geometries):
    kx, ky = topology["transform"]["scale"]
    x0, y0 = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x += dx
            y += dy
            points.append((x * kx + x0, y * ky + y0))
        arcs.append(points)
    for geometry in geometries:
        polygons = geometry["arcs"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        for polygon in polygons:
            for ring in polygon:
                line = []
                for i in ring:
                    points = arcs[i] if i >= 0 else arcs[~i][::-1]
                    line.extend(points[1:] if line else points)
                yield line


def flat(line):
    """Longitudes without jumps at the date line; a ring around the south pole is closed along 90 S."""
    points = [line[0]]
    for x, y in line[1:]:
        before = points[-1][0]
        points.append((x + 360 * round((before - x) / 360), y))
    if abs(points[-1][0] - points[0][0]) > 180:
        points += [(points[-1][0], -90.0), (points[0][0], -90.0), points[0]]
    return points


def crossings(points, n):
    """Longitudes where the centre line of a row crosses one ring, by row."""
    rows = {}
    for (xa, ya), (xb, yb) in zip(points, points[1:]):
        if ya == yb:
            continue
        # centre of row r is at 90 - (r + 0.5)/n; the lower end belongs to the edge, the upper does not
        low, high = min(ya, yb), max(ya, yb)
        first = max(0, math.ceil((90 - high) * n - 0.5))
        last = min(180 * n - 1, math.floor((90 - low) * n - 0.5))
        for r in range(first, last + 1):
            y = 90 - (r + 0.5) / n
            if low <= y < high:
                rows.setdefault(r, []).append(xa + (y - ya) * (xb - xa) / (yb - ya))
    return rows


def edges(topology, n, geometries):
    """Columns where land begins or ends, by row."""
    width = 360 * n
    all_rows = [[] for _ in range(180 * n)]
    for line in rings(topology, geometries):
        for r, row in crossings(flat(line), n).items():
            if len(row) % 2:
                raise ValueError("a ring is open")
            row.sort()
            cells = [math.ceil((x + 180) * n - 0.5) for x in row]
            for a, b in zip(cells[::2], cells[1::2]):
                turn = a // width * width
                a, b = a - turn, b - turn
                all_rows[r] += [a, b] if b <= width else [a, width, 0, b - width]
    return all_rows


def runs(row, n):
    """Lengths of alternating sea and land."""
    row.sort()
    land = []
    for a, b in zip(row[::2], row[1::2]):
        if b > a:
            if land and land[-1][1] == a:
                land[-1][1] = b
            else:
                land.append([a, b])
    lengths = []
    at = 0
    for a, b in land:
        lengths += [a - at, b - a]
        at = b
    if at < 360 * n:
        lengths.append(360 * n - at)
    return lengths


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return out


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        topology = json.load(f)
    n = int(sys.argv[2])
    body = bytearray(b"KYLM") + bytes([n])
    for row in edges(topology, n, topology["objects"]["land"]["geometries"]):
        for length in runs(row, n):
            body += varint(length)
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as z:
        z.write(body)
    with open(sys.argv[3], "wb") as f:
        f.write(packed.getvalue())
    print(len(body), "bytes,", len(packed.getvalue()), "packed")


if __name__ == "__main__":
    main()
