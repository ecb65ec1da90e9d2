"""The peer of `kokyu bench himawari`: satpy on the same files, one command per line on standard input.

bt DIR FILE...          brightness temperatures of bands 13 to 15; saved to DIR (- for no saving)
grid DIR CACHE FILE...  the same on the 0.02 degree grid by nearest neighbour, kd-tree kept in CACHE
Each answer is one line: wall seconds, processor seconds of this process and its children.
"""
import os
import shutil
import sys
import time
import warnings

warnings.filterwarnings("ignore")
begin = time.perf_counter()
import dask
import numpy as np
import satpy
from pyresample import create_area_def

BANDS = ["B13", "B14", "B15"]
AREA = create_area_def(
    "asia", "EPSG:4326", shape=(3500, 4000), area_extent=(70, -10, 150, 60), units="degrees")
dask.config.set(scheduler="threads", num_workers=2)


def cpu():
    t = os.times()
    return t.user + t.system + t.children_user + t.children_system


def scene(files, **kwargs):
    s = satpy.Scene(reader="ahi_hsd", filenames=files, **kwargs)
    s.load(BANDS)
    return s


def values(s):
    return dask.compute(*[s[b].data for b in BANDS])


def save(folder, arrays):
    for band, array in zip(BANDS, arrays):
        np.asarray(array, dtype="<f4").tofile(os.path.join(folder, band + ".f4"))


def bt(folder, files):
    if folder != "-":
        # deep space unmasked: masks are compared by count, values where either has one
        arrays = values(scene(files, reader_kwargs={"mask_space": False}))
        save(folder, arrays)
    else:
        values(scene(files))


def grid(folder, cache, files):
    s = scene(files)
    kwargs = {"resampler": "nearest", "radius_of_influence": 20000}
    if cache != "-":
        kwargs["cache_dir"] = cache
    arrays = values(s.resample(AREA, **kwargs))
    if folder != "-":
        save(folder, arrays)


print("ready", satpy.__version__, round(time.perf_counter() - begin, 2), flush=True)
for line in sys.stdin:
    words = line.split()
    start, used = time.perf_counter(), cpu()
    try:
        if words[0] == "bt":
            bt(words[1], words[2:])
        elif words[0] == "grid":
            grid(words[1], words[2], words[3:])
        print(time.perf_counter() - start, cpu() - used, flush=True)
    except Exception as e:
        print("failed", type(e).__name__, str(e).replace("\n", " "), flush=True)
