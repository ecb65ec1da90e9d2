package org.kokyu.flux.tower.io;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kokyu.flux.tower.TowerVariable;

/**
 * Names under which networks and programs file a variable, the preferred first: FLUXNET2015 and
 * JapanFlux2024, ICOS and AmeriFlux (with or without position), REddyProc, hesseflux, bigleaf,
 * pyrealm. Upper and lower case count the same.
 */
final class ColumnNames {
  private static final Map<TowerVariable, List<String>> NAMES = new EnumMap<>(TowerVariable.class);

  static {
    put(
        TowerVariable.NEE,
        "NEE_VUT_REF NEE_CUT_REF NEE_VUT_USTAR50 NEE_CUT_USTAR50 NEE_VUT_MEAN NEE_CUT_MEAN NEE_PI NEE"
            + " NEE_1_1_1 NEE_F FC FC_1_1_1 FCO2");
    put(
        TowerVariable.GPP,
        "GPP_NT_VUT_REF GPP_NT_CUT_REF GPP_NT_VUT_USTAR50 GPP_NT_VUT_MEAN GPP_NT GPP_DT_VUT_REF GPP_DT_CUT_REF"
            + " GPP_PI GPP_PI_F GPP_F GPP_FLUXNET GPP GPP_1_1_1 GPP_JAMES");
    put(
        TowerVariable.RECO,
        "RECO_NT_VUT_REF RECO_NT_CUT_REF RECO_NT_VUT_USTAR50 RECO_NT_VUT_MEAN RECO_DT_VUT_REF RECO_PI"
            + " RECO_PI_F RECO RECO_1_1_1 ER");
    put(
        TowerVariable.SHORTWAVE,
        "SW_IN_F SW_IN_F_MDS SW_IN SW_IN_1_1_1 RG RG_F SWIN SWDOWN RGLOBAL");
    put(TowerVariable.PAR, "PPFD_IN PPFD_IN_F PPFD_IN_1_1_1 PPFD PPFD_1_1_1 PAR PPFD_F");
    put(TowerVariable.AIR_TEMPERATURE, "TA_F TA_F_MDS TA TA_1_1_1 TAIR TAIR_F TC TEMP");
    put(
        TowerVariable.SOIL_TEMPERATURE,
        "TS_F_MDS_1 TS_1 TS_1_1_1 TS TSOIL TSOIL_F TS_F_MDS_2 SOILTEMP");
    put(TowerVariable.VPD, "VPD_F VPD_F_MDS VPD VPD_PI VPD_1_1_1 VPD_PI_1_1_1");
    put(TowerVariable.RELATIVE_HUMIDITY, "RH RH_1_1_1 RH_PI");
    put(TowerVariable.USTAR, "USTAR USTAR_1_1_1 U_STAR");
    put(TowerVariable.FAPAR, "FAPAR FPAR");
    put(TowerVariable.LAI, "LAI");
    put(TowerVariable.CO2, "CO2_F_MDS CO2 CO2_1_1_1 CA");
    put(TowerVariable.PRESSURE, "PA_F PA PA_1_1_1 PATM PRESSURE PAIR");
  }

  private static final Map<TowerVariable, Pattern> FAMILIES =
      Map.of(
          TowerVariable.NEE, Pattern.compile("NEE_([VC]UT_)?.*"),
          TowerVariable.GPP, Pattern.compile("GPP_.*"),
          TowerVariable.RECO, Pattern.compile("RECO_.*"),
          TowerVariable.SHORTWAVE, Pattern.compile("(SW_IN|RG|SWIN)_.*"),
          TowerVariable.PAR, Pattern.compile("(PPFD|PPFD_IN|PAR)_(F|F_MDS|PI|PI_F|\\d.*)"),
          TowerVariable.AIR_TEMPERATURE, Pattern.compile("(TA|TAIR)_.*"),
          TowerVariable.SOIL_TEMPERATURE, Pattern.compile("(TS|TSOIL)_.*"),
          TowerVariable.VPD, Pattern.compile("VPD_.*"),
          TowerVariable.RELATIVE_HUMIDITY, Pattern.compile("RH_.*"),
          TowerVariable.USTAR, Pattern.compile("USTAR_.*"));

  /** Flags, uncertainties, potential and reanalysis values. */
  private static final Pattern NO_VALUE =
      Pattern.compile(
          ".*(_QC|_FQC|_SE|_SD|_N|_UNC|_RANDUNC.*|_JOINTUNC.*|_POT|_ERA|_SSITC_TEST|_METHOD|_DIF|_THRES.*)");

  private ColumnNames() {}

  private static void put(TowerVariable variable, String names) {
    NAMES.put(variable, List.of(names.split(" ")));
  }

  /** Place of the best column for a variable in a header. */
  static Optional<Integer> find(TowerVariable variable, List<String> header) {
    for (String name : NAMES.getOrDefault(variable, List.of())) {
      Optional<Integer> place = place(name, header);
      if (place.isPresent()) {
        return place;
      }
    }
    return family(variable, header);
  }

  /** The first column of a family of names, for processing variants that are not listed. */
  private static Optional<Integer> family(TowerVariable variable, List<String> header) {
    Pattern pattern = FAMILIES.get(variable);
    if (pattern == null) {
      return Optional.empty();
    }
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).toUpperCase(Locale.ROOT);
      if (pattern.matcher(name).matches() && !NO_VALUE.matcher(name).matches()) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  static Optional<Integer> place(String name, List<String> header) {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).equalsIgnoreCase(name)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** Place of the flag of a column. */
  static Optional<Integer> flag(String column, List<String> header) {
    Optional<Integer> plain = place(column + "_QC", header);
    if (plain.isEmpty()) {
      plain = place(column.replaceFirst("_[fF]$", "") + "_FQC", header);
    }
    return plain.isPresent() ? plain : place("QC_" + column, header);
  }

  /** The variable of a name as a user writes it: {@code NEE}, {@code vpd}, {@code Rg}. */
  static Optional<TowerVariable> variable(String name) {
    for (TowerVariable v : TowerVariable.values()) {
      if (v.name().equalsIgnoreCase(name)
          || NAMES.getOrDefault(v, List.of()).stream().anyMatch(n -> n.equalsIgnoreCase(name))) {
        return Optional.of(v);
      }
    }
    return Optional.empty();
  }
}
