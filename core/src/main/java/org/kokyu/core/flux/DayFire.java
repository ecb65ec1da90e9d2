package org.kokyu.core.flux;

/**
 * Fire of a cell over a day. Arrays are shared, treat as constant.
 *
 * @param latitudeDeg of the cell's centre
 * @param longitudeDeg of the cell's centre
 * @param type what burns, in the letters of GFED
 * @param dryMatterKg burned dry matter, by hour
 * @param filledKg part of it that was filled in while the ground was hidden, by hour
 * @param emittedKg of carbon dioxide, methane and nitrous oxide in the day
 * @param emittedSdKg their standard uncertainties
 */
public record DayFire(
    double latitudeDeg,
    double longitudeDeg,
    String type,
    double[] dryMatterKg,
    double[] filledKg,
    double[] emittedKg,
    double[] emittedSdKg) {}
