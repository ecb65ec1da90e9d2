#!/usr/bin/env python3
"""Repeats the cross-model test from product files alone (numpy, netCDF4, h5py).

  cross_model.py granules TIR OUT DRAWS   writes OUT/clean and OUT/draw01 ...: the granules of TIR without noise
                                          and with new noise (OUT/draw00: as they are)
  cross_model.py compare TIR OUT          statistics of the products under OUT/clean and OUT/draw*

Between the two: for d in OUT/*/; do ./kokyu retrieve --config docs/examples/cross-model.yaml --tables T
  --met TIR/met_dev.nc --prior TIR/prior_dev.nc --out $d/products $d/GOSATTFTS*; done
Truth and smoothing are computed here from scenes_dev.nc; nothing of Kokyu is used but its product files.
"""
import glob, os, shutil, sys
import numpy as np
import netCDF4

COLUMNS = {"LT": (1e9, 736), "MT": (736, 398), "UT": (398, 287), "UTLS": (287, 162)}   # hPa
GASES = ("CO2", "CH4", "N2O")
M_DRY, M_WATER = 28.9647, 18.01528


def granules(tir, out, draws):
    import h5py
    scenes = netCDF4.Dataset(f"{tir}/scenes_dev.nc")
    names = [str(s).strip() for s in netCDF4.chartostring(scenes["granule"][:])]
    place = scenes["granule_sounding"][:]
    channel = scenes["channel_k"][:] - 3258
    clean, sigma = scenes["radiance"][:], scenes["nesr"][:]
    random = np.random.default_rng(7)
    for draw in ["clean"] + [f"draw{i:02d}" for i in range(draws)]:
        os.makedirs(f"{out}/{draw}", exist_ok=True)
        for name in sorted(set(names)):
            shutil.copyfile(f"{tir}/{name}", f"{out}/{draw}/{name}")
        if draw == "draw00":
            continue
        for s, name in enumerate(names):
            noise = 0 if draw == "clean" else sigma * random.standard_normal(sigma.size)
            with h5py.File(f"{out}/{draw}/{name}", "r+") as f:
                band = f["Spectrum/TIR/band4/obsWavelength"]
                spectrum = band[place[s]]
                spectrum[channel, 0] = clean[s] + noise
                band[place[s]] = spectrum


def layer_means(p, z, water, value, bounds, logarithmic):
    """Means over layers weighted by dry air, from levels p [hPa] descending; bounds descending."""
    means = np.full(len(bounds) - 1, np.nan)
    x = -np.log(p)
    y = np.log(value) if logarithmic else value
    for i, (lower, upper) in enumerate(zip(bounds[:-1], bounds[1:])):
        if not np.isfinite(lower + upper) or lower <= upper:
            continue
        edges = np.exp(np.linspace(np.log(lower), np.log(upper), 201))
        middle = np.sqrt(edges[:-1] * edges[1:])
        at = -np.log(middle)
        q = np.exp(np.interp(at, x, np.log(water)))
        gravity = (6371e3 / (6371e3 + np.interp(at, x, z))) ** 2
        dry = (edges[:-1] - edges[1:]) * (1 - q) / (gravity * ((1 - q) * M_DRY + q * M_WATER))
        v = np.interp(at, x, y)
        means[i] = np.sum(dry * (np.exp(v) if logarithmic else v)) / np.sum(dry)
    return means


class Truth:
    def __init__(self, tir):
        self.s = netCDF4.Dataset(f"{tir}/scenes_dev.nc")
        self.m = netCDF4.Dataset(f"{tir}/met_dev.nc")
        self.name = [str(v).strip() for v in netCDF4.chartostring(self.s["scene_id"][:])]

    def scene(self, lat, lon):
        d = np.abs(self.s["latitude"][:] - lat) + np.abs(self.s["longitude"][:] - lon)
        assert d.min() < 0.01, "no scene here"
        return int(d.argmin())

    def layers(self, i, bounds):
        s = self.s
        p, z, q = s["pressure"][i], s["altitude"][i], s["h2o"][i]
        mean = lambda v, log: layer_means(p, z, q, v, bounds, log)
        truth = {g: mean(s[g.lower()][i], True) for g in GASES}
        truth["H2O"] = mean(q / (1 - q), True)
        truth["O3"] = mean(s["o3"][i], True)
        truth["T"] = mean(s["temperature"][i], False)
        return truth

    def emissivity_error(self, i, lat, lon, nu):
        j = np.argmin(np.abs(self.m["latitude"][:] - lat) + np.abs(self.m["longitude"][:] - lon))
        return (np.interp(nu, self.s["emissivity_wavenumber"][:], self.s["emissivity"][i])
                - np.interp(nu, self.m["emissivity_wavenumber"][:], self.m["surface_emissivity"][j]))


def smoothed(f, t, gas, truth, e_error, skin):
    v = lambda name: np.ma.filled(f[name][t].astype(float), np.nan)
    xa = v(f"{gas}_volume_mixing_ratio_dry_air_apriori") * 1e-6
    m = np.isfinite(xa)
    block = lambda name: v(name)[np.ix_(m, m)]
    ln = np.log(xa[m])
    for g in GASES:
        kernel = f"{gas}_volume_mixing_ratio_dry_air_avk" if g == gas else f"{gas}_avk_{g.lower()}"
        prior = v(f"{g}_volume_mixing_ratio_dry_air_apriori")[m] * 1e-6
        ln = ln + block(kernel) @ np.log(truth[g][m] / prior)
    wet = v("H2O_apriori")[m] * 1e-6
    ln = ln + block(f"{gas}_avk_h2o") @ np.log(truth["H2O"][m] / (wet / (1 - wet)))
    ozone = v("O3_volume_mixing_ratio_dry_air_apriori")[m] * 1e-6
    ln = ln + block(f"{gas}_avk_o3") @ np.log(truth["O3"][m] / ozone)
    ln = ln + block(f"{gas}_avk_temperature") @ (truth["T"][m] - v("temperature_apriori")[m])
    ln = ln + v(f"{gas}_avk_surface_temperature")[m] * (skin - v("surface_temperature_apriori"))
    ln = ln + v(f"{gas}_avk_emissivity")[m] @ e_error
    full = np.full(xa.size, np.nan)
    full[m] = np.exp(ln)
    return full


def windows(f):
    for line in f.spectral_windows.splitlines():
        name, first, last, _ = line.split()
        yield float(first), float(last)


def rows(file, truth):
    """One dictionary per sounding, gas and partial column; ppm for CO2, else ppb."""
    f = netCDF4.Dataset(file)
    for t in range(f.dimensions["time"].size):
        lat, lon = float(f["latitude"][t]), float(f["longitude"][t])
        i = truth.scene(lat, lon)
        pb = np.ma.filled(f["pressure_bounds"][t].astype(float), np.nan)       # layer, 2
        bounds = np.append(pb[:, 0], pb[-1, 1])
        known = truth.layers(i, bounds)
        error = []
        for first, last in windows(f):
            error.append([float(truth.emissivity_error(i, lat, lon, nu)) for nu in (first, (first + last) / 2, last)])
        error = np.array(error)
        e_error = np.concatenate([error[:, 1], (error[:, 2] - error[:, 0]) / 2])
        skin = float(truth.s["surface_temperature"][i])
        dry = np.ma.filled(f["dry_air_column_amount"][t].astype(float), np.nan)
        middle = np.sqrt(bounds[:-1] * bounds[1:])
        for gas in GASES:
            unit = 1e6 if gas == "CO2" else 1e9
            base = f"{gas}_volume_mixing_ratio_dry_air"
            get = lambda name: np.ma.filled(f[name][t].astype(float), np.nan)
            x, xa = get(base) * 1e-6 * unit, get(base + "_apriori") * 1e-6 * unit
            xs = smoothed(f, t, gas, known, e_error, skin) * unit
            for column, (low, high) in COLUMNS.items():
                m = np.isfinite(x) & (middle < low) & (middle > high)
                if not m.any():
                    continue
                w = dry[m] / dry[m].sum()
                wx = w * x[m]
                sigma = lambda c: np.sqrt(wx @ get(base + c)[np.ix_(m, m)] @ wx)
                yield dict(scene=truth.name[i], day=int(truth.s["is_day"][i]), gas=gas, column=column,
                           smoothed=w @ (x - xs)[m], truth=w @ (x[m] - known[gas][m] * unit),
                           noise=sigma("_covariance_noise"), posterior=sigma("_covariance"))


def weather(file, truth):
    f = netCDF4.Dataset(file)
    for t in range(f.dimensions["time"].size):
        i = truth.scene(float(f["latitude"][t]), float(f["longitude"][t]))
        pb = np.ma.filled(f["pressure_bounds"][t].astype(float), np.nan)
        bounds = np.append(pb[:, 0], pb[-1, 1])
        known = truth.layers(i, bounds)
        get = lambda name: np.ma.filled(f[name][t].astype(float), np.nan)
        ln_dry = lambda ppm: np.log(ppm * 1e-6 / (1 - ppm * 1e-6))
        m = np.sqrt(bounds[:-1] * bounds[1:]) > 162
        m &= np.isfinite(get("temperature"))
        yield ((get("temperature") - known["T"])[m], (get("temperature_apriori") - known["T"])[m],
               (ln_dry(get("H2O_volume_mixing_ratio")) - np.log(known["H2O"]))[m],
               (ln_dry(get("H2O_apriori")) - np.log(known["H2O"]))[m],
               [get("surface_temperature") - truth.s["surface_temperature"][i]],
               [get("surface_temperature_apriori") - truth.s["surface_temperature"][i]])


def compare(tir, out):
    truth = Truth(tir)
    found = lambda what: sorted(glob.glob(f"{out}/{what}/products/**/*.nc", recursive=True))
    clean = [r for file in found("clean") for r in rows(file, truth)]
    noisy = [r for file in found("draw*") for r in rows(file, truth)]
    print(f"{len(clean) // 12} soundings without noise, {len(noisy) // 12} with (partial columns / 12)")
    print("gas column | bias without noise: day, night, all, SD | z of noise: mean, rms | z of posterior: mean, rms")
    rms = lambda v: np.sqrt(np.mean(np.square(v)))
    for gas in GASES:
        for column in COLUMNS:
            here = [r for r in clean if r["gas"] == gas and r["column"] == column]
            bias = lambda test: np.mean([r["smoothed"] for r in here if test(r)])
            these = [r for r in noisy if r["gas"] == gas and r["column"] == column] or here
            zn = [r["smoothed"] / r["noise"] for r in these]
            zp = [r["truth"] / r["posterior"] for r in these]
            print(f"{gas} {column:4s} | {bias(lambda r: r['day']):6.2f} {bias(lambda r: not r['day']):6.2f} "
                  f"{bias(lambda r: True):6.2f} {np.std([r['smoothed'] for r in here], ddof=1):5.2f} | "
                  f"{np.mean(zn):6.3f} {rms(zn):5.3f} | {np.mean(zp):6.3f} {rms(zp):5.3f}")
    parts = list(zip(*[w for file in found("draw*") or found("clean") for w in weather(file, truth)]))
    parts = [np.concatenate([np.atleast_1d(np.asarray(a, float)) for a in p]) for p in parts]
    for name, after, before in (("temperature [K]", 0, 1), ("ln water", 2, 3), ("skin [K]", 4, 5)):
        print(f"{name} up to 162 hPa: forecast {rms(parts[before]):.3f}, retrieved {rms(parts[after]):.3f}")


if __name__ == "__main__":
    if len(sys.argv) == 5 and sys.argv[1] == "granules":
        granules(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    elif len(sys.argv) == 4 and sys.argv[1] == "compare":
        compare(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)
