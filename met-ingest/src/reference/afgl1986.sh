#!/bin/sh
# Makes afgl1986.csv from the tables of Anderson et al. (1986) as typed in by py4cats (F. Schreier, DLR):
#   afgl1986.sh FOLDER > ../main/resources/org/kokyu/met/afgl1986.csv
# FOLDER holds py4cats_50_<atmosphere>.xy and py4cats_50_traceGases.xy (50 levels, 0-120 km).
# Levels up to 80 km; pressure g/(cm s2) to Pa, mole fractions mol/mol.
set -eu
folder=$1
echo "atmosphere,pressure_pa,temperature_k,h2o,o3,n2o,ch4,hno3"
for atmosphere in tropical midlatitudeSummer midlatitudeWinter subarcticSummer subarcticWinter; do
  awk -v name=$atmosphere '
    FNR == NR { if ($0 !~ /^#/) hno3[++n] = $6 * 1e-6; next }
    $0 !~ /^#/ && NF > 8 { level++; if ($1 <= 80) printf "%s,%g,%s,%s,%s,%s,%s,%g\n", name, $2 / 10, $3, $4, $6, $7, $9, hno3[level] }
  ' "$folder/py4cats_50_traceGases.xy" "$folder/py4cats_50_$atmosphere.xy"
done
