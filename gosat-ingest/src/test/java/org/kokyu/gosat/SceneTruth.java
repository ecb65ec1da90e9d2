package org.kokyu.gosat;

import java.io.IOException;
import java.nio.file.Path;
import ucar.ma2.Array;
import ucar.ma2.ArrayChar;
import ucar.nc2.NetcdfFile;

/** Noisy radiances of the simulated scenes, as their maker published them. */
record SceneTruth(
    double[] wavenumbers, int[] numbers, double[] radiances, String[] granules, int[] soundings) {

  static SceneTruth read(Path file) throws IOException {
    try (NetcdfFile nc = NetcdfFile.open(file.toString())) {
      String[] granules = new String[nc.findDimension("scene").getLength()];
      ArrayChar.StringIterator names =
          ((ArrayChar) nc.findVariable("granule").read()).getStringIterator();
      for (int i = 0; i < granules.length; i++) {
        granules[i] = names.next().strip();
      }
      return new SceneTruth(
          (double[]) array(nc, "wavenumber").get1DJavaArray(double.class),
          (int[]) array(nc, "channel_k").get1DJavaArray(int.class),
          (double[]) array(nc, "radiance_noisy").get1DJavaArray(double.class),
          granules,
          (int[]) array(nc, "granule_sounding").get1DJavaArray(int.class));
    }
  }

  private static Array array(NetcdfFile nc, String variable) throws IOException {
    return nc.findVariable(variable).read();
  }

  int scenes() {
    return granules.length;
  }

  int channels() {
    return numbers.length;
  }

  String granule(int scene) {
    return granules[scene];
  }

  int sounding(int scene) {
    return soundings[scene];
  }

  int channelNumber(int channel) {
    return numbers[channel];
  }

  double wavenumber(int channel) {
    return wavenumbers[channel];
  }

  /** W cm-2 sr-1 (cm-1)-1. */
  double noisyRadiance(int scene, int channel) {
    return radiances[scene * numbers.length + channel];
  }
}
