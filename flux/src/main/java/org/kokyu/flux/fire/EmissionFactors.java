package org.kokyu.flux.fire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a megajoule of fire radiative energy burns and what a kilogram of dry matter emits, by fire
 * type, each with the spread of two published sets.
 *
 * <p>Dry matter: conversion factors of GFAS (Kaiser et al. 2012); their spread is half the distance
 * to the laboratory's 0.368 kg MJ-1 (Wooster et al. 2005). Gases: factors of GFED4, mostly Akagi et
 * al. 2011; their spread is half the distance to the factors of the IPCC's 2006 Guidelines, and
 * where those have none, the largest relative spread that the gas has in another fire type. The
 * table is a resource with a version; when it is read, the carbon of CO2, CO and CH4 must add up to
 * its own carbon column. Immutable.
 */
public final class EmissionFactors {
  /** For the products' metadata. */
  public static final String VERSION = "fire-emission-factors 1 (GFED4/Akagi 2011; GFAS)";

  private static final String RESOURCE = "/org/kokyu/flux/fire/emission-factors.csv";
  private static final String FIRST = "gfed4";
  private static final String SECOND = "ipcc2006";
  private static final double CARBON_TOLERANCE_G = 0.01;

  /** Molar masses as GFED rounds them. */
  private static final double CARBON_OF_CO2 = 12.0 / 44;

  private static final double CARBON_OF_CO = 12.0 / 28;
  private static final double CARBON_OF_CH4 = 12.0 / 16;

  private final Map<String, double[]> rows;

  private EmissionFactors(Map<String, double[]> rows) {
    this.rows = Map.copyOf(rows);
    for (FireType type : FireType.values()) {
      double off = carbonImbalance(type);
      if (!(Math.abs(off) <= CARBON_TOLERANCE_G)) {
        throw new IllegalStateException(
            "%s: carbon of %s is off by %.3f g per kg".formatted(RESOURCE, type, off));
      }
    }
  }

  /** The table that comes with the program. */
  public static EmissionFactors load() {
    try (InputStream in = EmissionFactors.class.getResourceAsStream(RESOURCE)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static EmissionFactors parse(List<String> lines) {
    Map<String, double[]> rows = new HashMap<>();
    for (String line : lines) {
      if (line.startsWith("#") || line.startsWith("set,")) {
        continue;
      }
      String[] f = line.split(",", -1);
      double[] values = new double[FireType.values().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = f[2 + i].isEmpty() ? Double.NaN : Double.parseDouble(f[2 + i]);
      }
      rows.put(f[0] + " " + f[1], values);
    }
    return new EmissionFactors(rows);
  }

  private double value(String set, String species, FireType type) {
    return rows.get(set + " " + species)[type.ordinal()];
  }

  /** The table's carbon column less the carbon of CO2, CO and CH4 [g per kg of dry matter]. */
  public double carbonImbalance(FireType type) {
    return value(FIRST, "C", type)
        - value(FIRST, "CO2", type) * CARBON_OF_CO2
        - value(FIRST, "CO", type) * CARBON_OF_CO
        - value(FIRST, "CH4", type) * CARBON_OF_CH4;
  }

  /** Burned dry matter per fire radiative energy [kg MJ-1]. */
  public double dryMatterKgPerMj(FireType type) {
    return value("gfas", "DM", type);
  }

  /** Its relative standard deviation. */
  public double dryMatterSpread(FireType type) {
    double factor = dryMatterKgPerMj(type);
    return Math.abs(factor - value("laboratory", "DM", type)) / 2 / factor;
  }

  /** Emitted gas per burned dry matter [g kg-1]. */
  public double gramsPerKg(FireGas gas, FireType type) {
    return value(FIRST, gas.name(), type);
  }

  /** Its relative standard deviation. */
  public double spread(FireGas gas, FireType type) {
    double own = spreadOfSets(gas, type);
    if (!Double.isNaN(own)) {
      return own;
    }
    double largest = 0;
    for (FireType other : FireType.values()) {
      double s = spreadOfSets(gas, other);
      largest = Double.isNaN(s) ? largest : Math.max(largest, s);
    }
    return largest;
  }

  private double spreadOfSets(FireGas gas, FireType type) {
    double first = value(FIRST, gas.name(), type);
    return Math.abs(first - value(SECOND, gas.name(), type)) / 2 / first;
  }

  /** Carbon in all emitted gases per burned dry matter [g kg-1]. */
  public double carbonGramsPerKg(FireType type) {
    return value(FIRST, "C", type);
  }
}
