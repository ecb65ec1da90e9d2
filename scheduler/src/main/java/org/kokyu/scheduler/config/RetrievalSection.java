package org.kokyu.scheduler.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.sounding.Instrument;
import org.kokyu.retrieval.RetrievalSettings.CirrusPrior;
import org.kokyu.retrieval.RetrievalSettings.CloudLimits;
import org.kokyu.retrieval.RetrievalSettings.Options;
import org.kokyu.retrieval.RetrievalSettings.PriorUncertainty;
import org.kokyu.retrieval.RetrievalSettings.ProfileSigma;
import org.kokyu.retrieval.residual.ResidualPatterns;
import org.kokyu.retrieval.residual.io.PatternFile;
import org.kokyu.scheduler.config.RetrievalSettings.Geometry;

/** The section {@code retrieval} of a configuration file. What is not given keeps its default. */
final class RetrievalSection {
  private static final double METRES_PER_KM = 1000;
  private static final double PA_PER_HPA = 100;

  /** Of ln(mole fraction) and of emissivities: above, the linear uncertainties mean nothing. */
  private static final double MOST_RELATIVE = 2;

  private static final double MOST_K = 50;
  private static final double LEAST = 1e-6;

  private RetrievalSection() {}

  /** What the emissivity of land starts from where the meteorology gives none. */
  private enum SurfaceEmissivities {
    TYPES("types"),
    FLAT("flat");

    private final String label;

    SurfaceEmissivities(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /** The state in which the steps are sought. */
  private enum Iteration {
    REDUCED("reduced"),
    WHOLE("whole");

    private final String label;

    Iteration(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  static RetrievalSettings read(Section s) {
    RetrievalSettings d = RetrievalSettings.DEFAULT;
    RetrievalSettings settings =
        new RetrievalSettings(
            s.choice("geometry", Geometry.class, Geometry::label, Optional.of(d.geometry())),
            s.section("prior").map(p -> prior(p, d.prior())).orElse(d.prior()),
            s.number("model-error", 0, MOST_K, d.modelErrorK()),
            s.number("edge-noise-factor", LEAST, 1000, d.edgeNoiseFactor()),
            s.section("cloud").map(c -> cloud(c, d.cloud())).orElse(d.cloud()),
            options(s),
            s.choice(
                    "iteration",
                    Iteration.class,
                    Iteration::label,
                    Optional.of(d.wholeState() ? Iteration.WHOLE : Iteration.REDUCED))
                == Iteration.WHOLE);
    s.finish();
    return settings;
  }

  private static CloudLimits cloud(Section s, CloudLimits d) {
    CloudLimits limits =
        new CloudLimits(
            s.number("drop-land", LEAST, MOST_K, d.dropLandK()),
            s.number("drop-sea", LEAST, MOST_K, d.dropSeaK()),
            s.number("split-window", LEAST, MOST_K, d.splitWindowK()),
            s.number("effective-fraction", 0, 1, d.effectiveFraction()),
            s.number("significance", LEAST, 100, d.significance()));
    s.finish();
    return limits;
  }

  private static Options options(Section s) {
    boolean types =
        s.choice(
                "surface",
                SurfaceEmissivities.class,
                SurfaceEmissivities::label,
                Optional.of(SurfaceEmissivities.TYPES))
            == SurfaceEmissivities.TYPES;
    List<ResidualPatterns> patterns = new ArrayList<>();
    for (Section set : s.section("residual-patterns").stream().toList()) {
      for (Instrument instrument : Instrument.values()) {
        patterns(set, instrument).ifPresent(patterns::add);
      }
      set.finish();
    }
    Options options = Options.DEFAULT.withSurfaceTypes(types).withPatterns(patterns);
    return s.section("cirrus").map(c -> options.withCirrus(cirrus(c))).orElse(options);
  }

  private static CirrusPrior cirrus(Section s) {
    CirrusPrior d = CirrusPrior.DEFAULT;
    CirrusPrior prior =
        new CirrusPrior(
            s.number("amount", LEAST, 0.5, d.amount()),
            s.number("sigma-ln-amount", LEAST, 5, d.sigmaLnAmount()),
            PA_PER_HPA * s.number("pressure", 60, 500, d.pressurePa() / PA_PER_HPA),
            s.number("sigma-ln-pressure", 0, 2, d.sigmaLnPressure()));
    s.finish();
    return prior;
  }

  private static Optional<ResidualPatterns> patterns(Section s, Instrument instrument) {
    String key = instrument.name().toLowerCase(Locale.ROOT);
    Optional<Path> file = s.path(key);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      ResidualPatterns read = PatternFile.read(file.get());
      if (read.instrument() == instrument) {
        return Optional.of(read);
      }
      s.problem(
          key,
          "residual patterns of %s expected, found %s".formatted(instrument, read.instrument()));
    } catch (MalformedInputException | UnavailableInputException e) {
      s.problem(key, e.getMessage());
    }
    return Optional.empty();
  }

  private static PriorUncertainty prior(Section s, PriorUncertainty d) {
    PriorUncertainty prior =
        new PriorUncertainty(
            profile(s, "co2", d.co2(), MOST_RELATIVE),
            profile(s, "ch4", d.ch4(), MOST_RELATIVE),
            profile(s, "n2o", d.n2o(), MOST_RELATIVE),
            profile(s, "h2o", d.h2o(), MOST_RELATIVE),
            profile(s, "o3", d.o3(), MOST_RELATIVE),
            profile(s, "temperature", d.temperatureK(), MOST_K),
            s.number("skin", LEAST, MOST_K, d.skinK()),
            s.number("emissivity-land", LEAST, 1, d.emissivityLand()),
            s.number("emissivity-sea", LEAST, 1, d.emissivitySea()),
            s.number("emissivity-tilt", 0, 1, d.emissivityTilt()),
            s.number("offset", LEAST, MOST_K, d.offsetK()),
            s.number("wavenumber-scale", 1e-9, 1e-3, d.wavenumberScale()),
            s.number("water-self-continuum", 0, MOST_RELATIVE, d.waterSelfContinuum()));
    s.finish();
    return prior;
  }

  private static ProfileSigma profile(Section parent, String key, ProfileSigma d, double most) {
    Optional<Section> given = parent.section(key);
    if (given.isEmpty()) {
      return d;
    }
    Section s = given.get();
    boolean same = s.has("sigma");
    double all = s.number("sigma", LEAST, most, d.troposphere());
    ProfileSigma sigma =
        new ProfileSigma(
            s.number("boundary", LEAST, most, same ? all : d.boundary()),
            s.number("troposphere", LEAST, most, same ? all : d.troposphere()),
            s.number("lower-stratosphere", LEAST, most, same ? all : d.lowerStratosphere()),
            s.number("upper-stratosphere", LEAST, most, same ? all : d.upperStratosphere()),
            METRES_PER_KM * s.number("length", 0.1, 100, d.lengthM() / METRES_PER_KM));
    s.finish();
    return sigma;
  }
}
