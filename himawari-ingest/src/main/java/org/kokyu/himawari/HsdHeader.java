package org.kokyu.himawari;

import java.util.List;
import java.util.Optional;

/**
 * Header of a Himawari Standard Data file, blocks 1 to 11 (block 11 is spare). Immutable.
 *
 * <p>Source: JMA, Himawari Standard Data User's Guide 1.3 (3 July 2017). Times are Modified Julian
 * Dates as stored; {@link ModifiedJulianDate} converts.
 *
 * @param basic block 1
 * @param data block 2
 * @param projection block 3
 * @param navigation block 4
 * @param calibration block 5
 * @param interCalibration block 6, empty for versions before 1.2 whose layout differs
 * @param segment block 7
 * @param navigationCorrection block 8
 * @param observationTimes block 9, ascending lines
 * @param errorLines block 10
 */
public record HsdHeader(
    Basic basic,
    DataLayout data,
    Projection projection,
    Navigation navigation,
    Calibration calibration,
    Optional<InterCalibration> interCalibration,
    SegmentPosition segment,
    NavigationCorrection navigationCorrection,
    List<LineTime> observationTimes,
    List<LineErrors> errorLines) {
  public HsdHeader {
    observationTimes = List.copyOf(observationTimes);
    errorLines = List.copyOf(errorLines);
  }

  /** Length of all blocks together [bytes]. */
  public int headerBytes() {
    return 1463
        + 10 * navigationCorrection.shifts().size()
        + 10 * observationTimes.size()
        + 4 * errorLines.size();
  }

  /** Length of the counts [bytes]. */
  public long dataBytes() {
    return 2L * data.columns() * data.lines();
  }

  /**
   * Block 1.
   *
   * @param satellite for example Himawari-9
   * @param centre processing centre
   * @param area area code
   * @param otherInfo two letters, for example RT
   * @param timelineHhmm hours and minutes of the timeline; 2400 and above is a fill value
   * @param qualityFlags the four quality bytes, kept as they are
   */
  public record Basic(
      String satellite,
      String centre,
      String area,
      String otherInfo,
      int timelineHhmm,
      double observationStartMjd,
      double observationEndMjd,
      double creationMjd,
      List<Integer> qualityFlags,
      String formatVersion,
      String fileName) {
    public Basic {
      qualityFlags = List.copyOf(qualityFlags);
    }

    /** True from format 1.2, whose block 6 is the present one. */
    boolean hasPresentInterCalibration() {
      return formatVersion.compareTo("1.2") >= 0;
    }

    /** True from format 1.3, which brought the updated visible calibration. */
    boolean hasUpdatedCalibration() {
      return formatVersion.compareTo("1.3") >= 0;
    }
  }

  /**
   * Block 2.
   *
   * @param compression of the data block, 0 none
   */
  public record DataLayout(int bitsPerPixel, int columns, int lines, int compression) {}

  /**
   * Block 3: the projection and the rounded derived constants that the format repeats.
   *
   * @param eccentricitySquared (r_eq² − r_pol²)/r_eq²
   * @param polarRatioSquared r_pol²/r_eq²
   * @param equatorialRatioSquared r_eq²/r_pol²
   * @param distanceTermKm2 R_s² − r_eq² [km²]
   */
  public record Projection(
      GeosProjection geos,
      double eccentricitySquared,
      double polarRatioSquared,
      double equatorialRatioSquared,
      double distanceTermKm2,
      int resamplingKind,
      int resamplingSize) {}

  /** Block 4: true orbit, sun and moon; positions in km. */
  public record Navigation(
      double timeMjd,
      double subSatelliteLongitudeDeg,
      double subSatelliteLatitudeDeg,
      double satelliteDistanceKm,
      double nadirLongitudeDeg,
      double nadirLatitudeDeg,
      List<Double> sunPositionKm,
      List<Double> moonPositionKm) {
    public Navigation {
      sunPositionKm = List.copyOf(sunPositionKm);
      moonPositionKm = List.copyOf(moonPositionKm);
    }
  }

  /**
   * Block 5. Exactly one of the two coefficient sets is present.
   *
   * @param wavelengthMicrometre central wavelength [µm]
   * @param errorCount count of a pixel in error
   * @param outsideCount count of a pixel outside the scan
   * @param gain radiance per count [W m-2 sr-1 µm-1]
   * @param offset radiance at count 0 [W m-2 sr-1 µm-1]
   */
  public record Calibration(
      int band,
      double wavelengthMicrometre,
      int validBits,
      int errorCount,
      int outsideCount,
      double gain,
      double offset,
      Optional<Infrared> infrared,
      Optional<Visible> visible) {}

  /**
   * Infrared part of block 5: T_b = c0 + c1 T_e + c2 T_e² with the Planck temperature T_e of the
   * central wavelength, and back with C0 … C2.
   */
  public record Infrared(
      double c0,
      double c1,
      double c2,
      double inverseC0,
      double inverseC1,
      double inverseC2,
      double lightSpeed,
      double planck,
      double boltzmann) {}

  /**
   * Visible part of block 5: reflectance = coefficient × radiance.
   *
   * @param updatedGain replaces the gain unless it and the updated offset are both 0
   */
  public record Visible(
      double coefficient, double updateMjd, double updatedGain, double updatedOffset) {
    boolean isUpdated() {
      return updatedGain != 0 || updatedOffset != 0;
    }
  }

  /** Block 6 as of format 1.2 (inter-calibration with a reference imager; −1e10 means absent). */
  public record InterCalibration(
      double intercept,
      double slope,
      double quadratic,
      double bias,
      double biasUncertainty,
      double standardRadiance,
      double startMjd,
      double endMjd,
      float upperLimit,
      float lowerLimit,
      String fileName) {}

  /** Block 7; the first line is 1-based in the area's grid. */
  public record SegmentPosition(int total, int number, int firstLine) {}

  /** Block 8. */
  public record NavigationCorrection(
      float centreColumn, float centreLine, double rotationMicroradian, List<LineShift> shifts) {
    public NavigationCorrection {
      shifts = List.copyOf(shifts);
    }
  }

  /** One shift of block 8. */
  public record LineShift(int line, float columnShift, float lineShift) {}

  /** One time of block 9; the line is 1-based in the area's grid. */
  public record LineTime(int line, double mjd) {}

  /** One entry of block 10. */
  public record LineErrors(int line, int pixels) {}
}
