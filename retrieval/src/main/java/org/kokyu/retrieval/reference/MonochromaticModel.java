package org.kokyu.retrieval.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.kokyu.core.atmosphere.SurfaceReflection;
import org.kokyu.core.parallel.BlockLoop;
import org.kokyu.core.physics.Planck;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.retrieval.forward.RadiativeTransfer;
import org.kokyu.retrieval.reference.CurtisGodsonLayers.GasPath;
import org.kokyu.retrieval.spectroscopy.AbsorptionModel;
import org.kokyu.retrieval.spectroscopy.LineByLine;
import org.kokyu.retrieval.spectroscopy.LineByLine.Grid;

/**
 * Monochromatic radiance at the top of a clear atmosphere, line by line.
 *
 * <p>Optical depth of a layer: Σ σ(ν; p, T, e of the gas) u over the gases ({@link
 * CurtisGodsonLayers}). Through a layer of slant depth t, a = e^(−t): I ← I a + B_out (1 − a) +
 * (B_in − B_out) [(1 − a)/t − a], the Planck function linear in optical depth between its values at
 * the levels. Surface: ε B(T_s) + (1 − ε) · sky; the sky along the same path (specular) or as the
 * hemispheric mean of {@value #SKY_ANGLES} angles (Lambertian). Space is black.
 *
 * <p>Above 0.1 hPa, layers hotter than the partition sums (340 K) use their last temperature for
 * the cross section; farther down such heat is refused. Grid steps above {@value
 * #WIDEST_STEP_PER_CM} cm-1 are divided for the line-by-line part. Thread-safe; the result does not
 * depend on the executor.
 */
public final class MonochromaticModel {
  /** Angles of the diffuse sky. */
  private static final int SKY_ANGLES = 5;

  /** Widest step on which cross sections are computed [cm-1]. */
  private static final double WIDEST_STEP_PER_CM = 0.01;

  private static final int BLOCK_POINTS = 4000;

  /** Above this level the air may be hotter than the partition sums reach [Pa]. */
  private static final double THERMOSPHERE_PA = 10;

  private final AbsorptionModel absorption;
  private final int sublayers;

  /** Takes the layers as they are given. */
  public MonochromaticModel(AbsorptionModel absorption) {
    this(absorption, 1);
  }

  /**
   * @param sublayers parts into which every given layer is divided ({@link
   *     LevelAtmosphere#divided})
   */
  public MonochromaticModel(AbsorptionModel absorption, int sublayers) {
    this.absorption = absorption;
    this.sublayers = sublayers;
  }

  /** Where the work is done and who is told about it. */
  public record Work(Executor executor, int helpers, Runnable blockDone) {
    /** The calling thread alone. */
    public static final Work ALONE = new Work(Runnable::run, 0, () -> {});
  }

  /** Number of times {@link Work#blockDone} is called for a grid. */
  public static int blocks(Grid grid) {
    int perBlock = Math.max(1, BLOCK_POINTS / refinement(grid));
    return (grid.count() + perBlock - 1) / perBlock;
  }

  private static int refinement(Grid grid) {
    return Math.max(1, (int) Math.ceil(grid.stepPerCm() / WIDEST_STEP_PER_CM - 1e-9));
  }

  /**
   * Computes a spectrum.
   *
   * @param keepDepths whether the result holds optical depths, of the layers as given
   */
  public MonochromaticSpectrum spectrum(
      MonochromaticScene given, Grid grid, boolean keepDepths, Work work) {
    MonochromaticScene scene =
        new MonochromaticScene(
            given.atmosphere().divided(sublayers), given.view(), given.surface());
    requireTemperatures(scene.atmosphere());
    CurtisGodsonLayers layers =
        new CurtisGodsonLayers(
            scene.atmosphere(), absorption.species(), scene.view().latitudeDeg());
    List<String> species = layers.species().stream().sorted().toList();
    double[] radiance = new double[grid.count()];
    float[][] depth = new float[keepDepths ? given.atmosphere().layers() : 0][grid.count()];
    float[][] total = new float[keepDepths ? species.size() : 0][grid.count()];
    Job job = new Job(scene, layers, species, grid, radiance, depth, total);
    int perBlock = Math.max(1, BLOCK_POINTS / refinement(grid));
    BlockLoop.run(
        work.executor(),
        work.helpers(),
        blocks(grid),
        block -> {
          int from = block * perBlock;
          job.run(from, Math.min(perBlock, grid.count() - from));
          work.blockDone().run();
        });
    return new MonochromaticSpectrum(
        grid,
        radiance,
        job.clipped.sum(),
        keepDepths
            ? Optional.of(new MonochromaticSpectrum.Depths(depth, species, total))
            : Optional.empty());
  }

  private void requireTemperatures(LevelAtmosphere a) {
    for (int i = 0; i < a.levels(); i++) {
      if (a.pressurePa()[i] >= THERMOSPHERE_PA && a.temperatureK()[i] > absorption.hottestK()) {
        throw new ConfigurationException(
            "level at %.2f hPa: at most %s K, the end of the partition sums, expected, %s K found"
                .formatted(a.pressurePa()[i] / 100, absorption.hottestK(), a.temperatureK()[i]));
      }
    }
  }

  /** One spectrum; blocks write to stretches of the results that do not overlap. */
  private final class Job {
    private final MonochromaticScene scene;
    private final CurtisGodsonLayers layers;
    private final List<String> species;
    private final Grid grid;
    private final double[] radiance;
    private final float[][] depth;
    private final float[][] total;
    private final LongAdder clipped = new LongAdder();
    private final double[] slant;
    private final Hemisphere sky = Hemisphere.of(SKY_ANGLES);
    private final double[][] skySlant = new double[SKY_ANGLES][];

    Job(
        MonochromaticScene scene,
        CurtisGodsonLayers layers,
        List<String> species,
        Grid grid,
        double[] radiance,
        float[][] depth,
        float[][] total) {
      this.scene = scene;
      this.layers = layers;
      this.species = species;
      this.grid = grid;
      this.radiance = radiance;
      this.depth = depth;
      this.total = total;
      boolean spherical = scene.view().spherical();
      slant = layers.slantFactors(scene.view().zenithDeg(), spherical);
      for (int i = 0; i < SKY_ANGLES; i++) {
        skySlant[i] = layers.slantFactors(Math.toDegrees(Math.acos(sky.cosine()[i])), spherical);
      }
    }

    void run(int from, int count) {
      double[][] tau = opticalDepth(from, count);
      double[] t = scene.atmosphere().temperatureK();
      double[] planck = new double[t.length];
      double[] column = new double[tau.length];
      for (int i = 0; i < count; i++) {
        double nu = grid.wavenumber(from + i);
        for (int l = 0; l < t.length; l++) {
          planck[l] = Planck.radiance(nu, t[l]);
        }
        for (int l = 0; l < tau.length; l++) {
          column[l] = tau[l][i];
        }
        radiance[from + i] = radiance(nu, column, planck);
        for (int l = 0; l < depth.length * sublayers; l++) {
          depth[l / sublayers][from + i] += (float) column[l];
        }
      }
    }

    private double radiance(double nu, double[] tau, double[] planck) {
      double e = scene.surface().emissivity().at(nu);
      double up = e * Planck.radiance(nu, scene.surface().temperatureK());
      if (e < 1) {
        up += (1 - e) * skyRadiance(tau, planck);
      }
      for (int l = 0; l < tau.length; l++) {
        up = through(up, tau[l] * slant[l], planck[l], planck[l + 1]);
      }
      return up;
    }

    private double skyRadiance(double[] tau, double[] planck) {
      if (scene.surface().reflection() == SurfaceReflection.SPECULAR) {
        return down(tau, planck, slant);
      }
      double mean = 0;
      for (int k = 0; k < SKY_ANGLES; k++) {
        mean += sky.weight()[k] * down(tau, planck, skySlant[k]);
      }
      return mean;
    }

    private static double down(double[] tau, double[] planck, double[] slant) {
      double down = 0;
      for (int l = tau.length - 1; l >= 0; l--) {
        down = through(down, tau[l] * slant[l], planck[l + 1], planck[l]);
      }
      return down;
    }

    private static double through(double in, double t, double planckIn, double planckOut) {
      double a = Math.exp(-t);
      return in * a
          - planckOut * Math.expm1(-t)
          + (planckIn - planckOut) * RadiativeTransfer.g(t, a);
    }

    /** Vertical optical depth [layer][point] of a stretch of the grid. */
    private double[][] opticalDepth(int from, int count) {
      int fine = refinement(grid);
      LineByLine.Workspace ws =
          new LineByLine.Workspace(
              new Grid(grid.wavenumber(from), grid.stepPerCm() / fine, (count - 1) * fine + 1));
      double[] sigma = new double[(count - 1) * fine + 1];
      double[][] tau = new double[layers.layers()][count];
      double[] sum = new double[count];
      for (int s = 0; s < species.size(); s++) {
        Arrays.fill(sum, 0);
        for (int l = 0; l < tau.length; l++) {
          GasPath path = layers.path(species.get(s), l);
          absorption.crossSection(
              species.get(s),
              path.pressurePa(),
              Math.min(path.temperatureK(), absorption.hottestK()),
              path.moleFraction(),
              ws,
              sigma);
          for (int i = 0; i < count; i++) {
            double d = path.columnPerCm2() * Math.max(0, sigma[i * fine]);
            tau[l][i] += d;
            sum[i] += d;
          }
        }
        for (int i = 0; s < total.length && i < count; i++) {
          total[s][from + i] = (float) sum[i];
        }
      }
      clipped.add(ws.clipped());
      return tau;
    }
  }
}
