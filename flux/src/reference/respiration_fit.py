"""Parameters of ecosystem respiration for maps, from monthly tower fluxes.

Reco = (a + k G) exp(E0 (1/61.02 - 1/(T + 46.02))), T in degC, G the mean GPP of the month, or fAPAR where
no GPP is known yet. E0 = 125 K: Q10 = 1.4 at 15 degC (Mahecha et al. 2010, Science 329, 838).
a and k per biome by least squares, drawn to the fit over all biomes with the weight of three sites.
Usage: respiration_fit.py fluxnet_204sites_monthly.csv > respiration.csv; held-out skill goes to stderr.
"""
import csv
import sys

import numpy as np

E0, PRIOR_SITES, FOLDS = 125.0, 3.0, 10
GROUP = dict(ENF="ENF", EBF="EBF", DBF="DBF", MF="MF", CSH="SHR", OSH="SHR", WSA="SAV", SAV="SAV",
             GRA="GRA", WET="GRA", SNO="GRA", CRO="CRO")
BIOMES = dict(ENF="ENF", EBF="EBF", DNF="MF", DBF="DBF", MF="MF", CSH="SHR", OSH="SHR", WSA="SAV", SAV="SAV",
              GRA="GRA", CRO="CRO")
ASIA = ("CN", "JP", "MY", "RU")


def number(text):
    return float(text) if text else np.nan


rows = list(csv.DictReader(open(sys.argv[1])))
site = np.array([r["site"] for r in rows])
month = np.array([int(r["date"]) % 100 for r in rows])
group = np.array([GROUP[r["lc"]] for r in rows])
lai, gpp, nee = (np.array([number(r[c]) for r in rows]) for c in ("LAI", "GPP", "NEE"))
temperature = np.array([(number(r["tmin"]) + number(r["tmax"])) / 2 for r in rows])
for s in set(site):  # a month without LAI has that of the same month of other years
    for m in range(1, 13):
        here = (site == s) & (month == m)
        if np.isfinite(lai[here]).any():
            lai[here & ~np.isfinite(lai)] = np.nanmean(lai[here])
good = np.isfinite(gpp + nee + lai + temperature)
site, group, lai, gpp, nee, temperature = (a[good] for a in (site, group, lai, gpp, nee, temperature))
reco = gpp + nee
fapar = 1 - np.exp(-0.5 * lai)
response = np.exp(E0 * (1 / 61.02 - 1 / (np.maximum(temperature, -30) + 46.02)))
asia = np.array([s[:2] in ASIA for s in site])


def fit(matrix, use):
    overall = np.linalg.lstsq(matrix[use], reco[use], rcond=None)[0]
    found = {}
    for g in sorted(set(group)):
        here = use & (group == g)
        weight = PRIOR_SITES * here.sum() / max(len(set(site[here])), 1)
        ridge = np.diag(weight * np.mean(matrix[here] ** 2, axis=0)) if here.any() else np.eye(2)
        found[g] = np.maximum(
            np.linalg.solve(matrix[here].T @ matrix[here] + ridge, matrix[here].T @ reco[here] + ridge @ overall), 0)
    return found


def predict(matrix, found):
    return np.array([matrix[i] @ found[group[i]] for i in range(len(reco))])


def r2(y, p):
    return 1 - np.sum((y - p) ** 2) / np.sum((y - y.mean()) ** 2)


names = np.array(sorted(set(site)))
np.random.default_rng(3).shuffle(names)
fold = np.array([{s: i % FOLDS for i, s in enumerate(names)}[s] for s in site])
result = {}
for name, regressor in (("gpp", gpp), ("fapar", fapar)):
    matrix = np.column_stack([response, response * regressor])
    held = np.zeros(len(reco))
    for k in range(FOLDS):
        held[fold == k] = predict(matrix, fit(matrix, fold != k))[fold == k]
    print("%s: held-out sites R2 %.3f, Asia and Russia %.3f, rmse %.2f gC m-2 d-1, n %d"
          % (name, r2(reco, held), r2(reco[asia], held[asia]), np.sqrt(np.mean((reco - held) ** 2)), len(reco)),
          file=sys.stderr)
    result[name] = (fit(matrix, np.ones(len(reco), bool)), held)
print("biome,a_gpp,k_gpp,sd_gpp,a_fapar,k_fapar,sd_fapar,sites")
for biome, g in BIOMES.items():
    line = [biome]
    here = group == g
    for name in ("gpp", "fapar"):
        found, held = result[name]
        error = [np.mean(held[site == s] - reco[site == s]) for s in sorted(set(site[here]))]
        line += ["%.4f" % found[g][0], "%.4f" % found[g][1],
                 "%.3f" % (np.sqrt(np.mean(np.square(error))) / np.mean(reco[here]))]
    print(",".join(line + [str(len(set(site[here])))]))
