package org.kokyu.flux.field;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kokyu.core.flux.FluxQuality;
import org.kokyu.core.flux.FluxRows;
import org.kokyu.core.flux.FluxVariable;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.core.scene.SceneGrid;

/**
 * Fluxes of an hour from the production of its slots.
 *
 * <p>GPP: mean over the slots. Where some are missing, Σ G_s / Σ w_s over those that are there,
 * times the mean of w over all slots, w the cosine of the solar zenith angle and zero by night:
 * what is kept is the use of the available sun, not the flux. What was filled in is uncertain by
 * the scatter of G/w between the slots, or by the whole of it if there is only one. Reco: {@link
 * MapRespiration} with the mean air temperature, else the surface temperature. NEE = Reco − GPP +
 * fire CO2. Standard uncertainties: GPP errs alike in all slots of the hour; Reco by its table, and
 * with the production that it rests on; so var(NEE) = s_R² + ((1 − q) s_G)² + s_F², where s_R is
 * the table's part and q the share of a change of GPP that respiration follows, k f(T). Immutable,
 * thread-safe.
 */
public final class HourKernel {
  private static final short WITH_CARE =
      (short)
          (FluxQuality.GAPS_FILLED.bit()
              | FluxQuality.PRODUCTION_WITH_CARE.bit()
              | FluxQuality.REFERENCE_FROM_FAPAR.bit()
              | FluxQuality.SURFACE_TEMPERATURE.bit()
              | FluxQuality.FIRE_FILLED.bit());
  private static final short NOT_PRODUCED =
      (short)
          (FluxQuality.TOO_FEW.bit()
              | FluxQuality.NO_PRODUCTION.bit()
              | FluxQuality.NO_TEMPERATURE.bit()
              | FluxQuality.NOT_VEGETATED.bit());

  /** Least share of the hour's sun that must have been seen. */
  private static final float LEAST_SEEN = 0.15f;

  private final MapRespiration respiration;
  private final SceneGrid.LatLon grid;

  /** cos δ cos(h) by slot and column, sin δ by slot: cos θ = sin φ sin δ + cos φ cos δ cos h. */
  private final float[][] cosHour;

  private final float[] sinDeclination;

  /**
   * @param slots middle of each slot of the hour
   */
  public HourKernel(MapRespiration respiration, SceneGrid.LatLon grid, List<Instant> slots) {
    this.respiration = respiration;
    this.grid = grid;
    this.cosHour = new float[slots.size()][grid.columns()];
    this.sinDeclination = new float[slots.size()];
    for (int s = 0; s < slots.size(); s++) {
      SolarPosition sun = SolarPosition.at(slots.get(s));
      double sin = Math.sin(Math.toRadians(sun.declinationDeg()));
      sinDeclination[s] = (float) sin;
      for (int c = 0; c < grid.columns(); c++) {
        cosHour[s][c] = (float) sun.cosZenith(0, grid.longitudeDeg(c));
      }
    }
  }

  /**
   * Rows of the slots that are there; arrays have one value per cell, null stands for a slot
   * without a map.
   *
   * @param gpp by slot [µmol m-2 s-1]
   * @param gppSd by slot
   * @param flag by slot, of the production
   * @param airK mean over the slots, NaN where not known
   * @param surfaceK mean over the slots, NaN where not known
   * @param recentGpp [g C m-2 d-1], NaN where not known
   * @param fapar of a slot
   * @param landCover IGBP class
   */
  public record Inputs(
      List<float[]> gpp,
      List<float[]> gppSd,
      List<byte[]> flag,
      float[] airK,
      float[] surfaceK,
      float[] recentGpp,
      float[] fapar,
      byte[] landCover) {
    /** A list may hold null. */
    public Inputs {
      gpp = java.util.Collections.unmodifiableList(new ArrayList<>(gpp));
      gppSd = java.util.Collections.unmodifiableList(new ArrayList<>(gppSd));
      flag = java.util.Collections.unmodifiableList(new ArrayList<>(flag));
    }
  }

  /**
   * Computes; the fire of {@code out} must be filled in already, with zeros where there is none.
   *
   * @param firstRow of the block on the grid
   */
  public void compute(Inputs in, int firstRow, int rows, FluxRows out) {
    production(in, firstRow, rows, out);
    respiration(in, out);
    exchange(out);
  }

  private void production(Inputs in, int firstRow, int rows, FluxRows out) {
    int slots = in.gpp().size();
    float[][] gppOf = in.gpp().toArray(float[][]::new);
    float[][] sdOf = in.gppSd().toArray(float[][]::new);
    byte[][] flagOf = in.flag().toArray(byte[][]::new);
    int columns = grid.columns();
    float[] mean = out.values(FluxVariable.GPP);
    float[] sd = out.uncertainty(FluxVariable.GPP);
    short care = FluxQuality.PRODUCTION_WITH_CARE.bit();
    short none = FluxQuality.NO_PRODUCTION.bit();
    for (int r = 0; r < rows; r++) {
      double latitude = Math.toRadians(grid.latitudeDeg(firstRow + r));
      float sin = (float) Math.sin(latitude);
      float cos = (float) Math.cos(latitude);
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        float sum = 0;
        float sdSum = 0;
        int n = 0;
        boolean doubtful = false;
        for (int s = 0; s < slots; s++) {
          float[] gpp = gppOf[s];
          float g = gpp == null ? Float.NaN : gpp[i];
          if (!Float.isNaN(g)) {
            sum += g;
            sdSum += sdOf[s][i];
            doubtful |= flagOf[s][i] != 0;
            n++;
          }
        }
        if (n == slots) {
          mean[i] = sum / slots;
          sd[i] = sdSum / slots;
        } else if (n > 0) {
          filled(in, i, i - r * columns, sin, cos, sum, sdSum / n, out);
        } else {
          mean[i] = Float.NaN;
          sd[i] = Float.NaN;
          out.word()[i] |= none;
        }
        out.word()[i] |= doubtful ? care : 0;
      }
    }
  }

  private void filled(
      Inputs in, int i, int column, float sin, float cos, float sum, float sdMean, FluxRows out) {
    float all = 0;
    float seen = 0;
    float square = 0;
    int n = 0;
    int bright = 0;
    int slots = in.gpp().size();
    for (int s = 0; s < slots; s++) {
      float w = Math.max(0, sin * sinDeclination[s] + cos * cosHour[s][column]);
      all += w;
      float[] gpp = in.gpp().get(s);
      if (gpp != null && !Float.isNaN(gpp[i])) {
        seen += w;
        n++;
        if (w > 0) {
          square += gpp[i] * gpp[i] / (w * w);
          bright++;
        }
      }
    }
    float[] mean = out.values(FluxVariable.GPP);
    float[] sd = out.uncertainty(FluxVariable.GPP);
    if (all <= 0) { // night: no sun in any slot
      mean[i] = sum / n;
      sd[i] = sdMean;
      return;
    }
    if (seen < LEAST_SEEN * all) {
      mean[i] = Float.NaN;
      sd[i] = Float.NaN;
      out.word()[i] |= FluxQuality.TOO_FEW.bit();
      return;
    }
    float use = sum / seen;
    mean[i] = use * all / slots;
    float scatter = bright > 1 ? (float) Math.sqrt(Math.max(0, square / bright - use * use)) : use;
    float missing = scatter * (all - seen) / slots;
    float measured = sdMean * n / slots * all / seen;
    sd[i] = (float) Math.sqrt(measured * measured + missing * missing);
    out.word()[i] |= FluxQuality.GAPS_FILLED.bit();
  }

  private void respiration(Inputs in, FluxRows out) {
    float[] reco = out.values(FluxVariable.RECO);
    float[] sd = out.uncertainty(FluxVariable.RECO);
    float[] neeSd = out.uncertainty(FluxVariable.NEE);
    float[] gppSd = out.uncertainty(FluxVariable.GPP);
    short[] word = out.word();
    for (int i = 0; i < reco.length; i++) {
      MapRespiration.Parameters p = respiration.of(in.landCover()[i]);
      float t = in.airK()[i];
      if (p == null) {
        reco[i] = Float.NaN;
        sd[i] = Float.NaN;
        neeSd[i] = Float.NaN;
        word[i] |= FluxQuality.NOT_VEGETATED.bit();
        continue;
      }
      if (Float.isNaN(t)) {
        t = in.surfaceK()[i];
        word[i] |=
            !Float.isNaN(t)
                ? FluxQuality.SURFACE_TEMPERATURE.bit()
                : FluxQuality.NO_TEMPERATURE.bit();
      }
      float f = MapRespiration.response(t);
      float recent = in.recentGpp()[i];
      boolean known = !Float.isNaN(recent);
      float rate =
          known
              ? p.base() + p.perProduction() * Math.max(0, recent)
              : p.baseOfFapar() + p.perFapar() * in.fapar()[i];
      reco[i] = rate * f;
      float own = reco[i] * (known ? p.productionSd() : p.faparSd());
      // µmol of respiration that follow a µmol of production
      float follows = known ? p.perProduction() / (float) MapRespiration.UMOL_PER_GRAM_DAY * f : 0;
      sd[i] = (float) Math.sqrt(own * own + follows * follows * gppSd[i] * gppSd[i]);
      float rest = (1 - follows) * gppSd[i];
      neeSd[i] = (float) Math.sqrt(own * own + rest * rest);
      word[i] |= known ? 0 : FluxQuality.REFERENCE_FROM_FAPAR.bit();
    }
  }

  private static void exchange(FluxRows out) {
    float[] nee = out.values(FluxVariable.NEE);
    float[] neeSd = out.uncertainty(FluxVariable.NEE);
    float[] gpp = out.values(FluxVariable.GPP);
    float[] reco = out.values(FluxVariable.RECO);
    float[] fire = out.values(FluxVariable.FIRE_CO2);
    float[] fireSd = out.uncertainty(FluxVariable.FIRE_CO2);
    for (int i = 0; i < nee.length; i++) {
      nee[i] = reco[i] - gpp[i] + fire[i];
      neeSd[i] = (float) Math.sqrt(neeSd[i] * neeSd[i] + fireSd[i] * fireSd[i]);
      if (Float.isNaN(nee[i])) {
        neeSd[i] = Float.NaN;
      }
      out.flag()[i] = flag(out.word()[i], nee[i]);
    }
  }

  /** 2 if there is no exchange, 1 if something was filled in or doubtful, else 0. */
  static byte flag(short word, float nee) {
    if ((word & NOT_PRODUCED) != 0 || Float.isNaN(nee)) {
      return 2;
    }
    return (byte) ((word & WITH_CARE) != 0 ? 1 : 0);
  }
}
