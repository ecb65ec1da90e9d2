package org.kokyu.scheduler.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kokyu.core.physics.SolarPosition;
import org.kokyu.core.provenance.Provenance;
import org.kokyu.core.scene.FireDetection;
import org.kokyu.core.scene.FireField;
import org.kokyu.core.scene.GppField;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.LstField;
import org.kokyu.core.scene.SceneGeometry;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.ops.publish.FireProduct;
import org.kokyu.ops.publish.GppProduct;
import org.kokyu.ops.publish.LstProduct;
import org.kokyu.ops.publish.ProductNames;
import org.kokyu.ops.publish.Revision;

/**
 * Slot products of a made-up land on any equal-angle grid, for measuring and testing the fluxes:
 * production in step with the sun and the leaves, air from its latitude and hour, sea in every
 * fourth stripe of 16 columns, a fire that is hidden by a cloud at times. Same slot, same bytes.
 */
public final class FluxFiles {
  private static final int STRIPE = 16;
  private static final int WATER = 17;

  private final SceneGrid.LatLon grid;
  private final Path folder;

  public FluxFiles(SceneGrid.LatLon grid, Path folder) {
    this.grid = grid;
    this.folder = folder;
  }

  private static SlotKey key(Instant slot) {
    return new SlotKey(ImagerSatellite.H09, "FLDK", slot);
  }

  private static Provenance provenance(Instant slot) {
    return new Provenance(List.of(), List.of("made up 1"), slot);
  }

  private SceneGeometry geometry() {
    float[] latitude = new float[grid.rows()];
    float[] longitude = new float[grid.columns()];
    for (int r = 0; r < latitude.length; r++) {
      latitude[r] = (float) grid.latitudeDeg(r);
    }
    for (int c = 0; c < longitude.length; c++) {
      longitude[c] = (float) grid.longitudeDeg(c);
    }
    return SceneGeometry.regular(latitude, longitude, new float[grid.size()]);
  }

  private boolean isSea(int column) {
    return column / STRIPE % 4 == 3;
  }

  private byte cover(int row, int column) {
    return (byte) (isSea(column) ? WATER : 1 + (row / STRIPE + column / STRIPE) % 12);
  }

  private float fapar(int row, int column) {
    return 0.2f + 0.6f * (float) Math.abs(Math.sin(0.013 * row + 0.007 * column));
  }

  /** A map of production. */
  public Path production(Instant slot) throws IOException {
    int n = grid.size();
    SolarPosition sun = SolarPosition.at(slot);
    float[] gpp = new float[n];
    float[] sd = new float[n];
    float[] par = new float[n];
    float[] diffuse = new float[n];
    float[] fapar = new float[n];
    float[] lai = new float[n];
    float[] air = new float[n];
    float[] vpd = new float[n];
    byte[] cover = new byte[n];
    byte[] flag = new byte[n];
    for (int r = 0; r < grid.rows(); r++) {
      double latitude = grid.latitudeDeg(r);
      for (int c = 0; c < grid.columns(); c++) {
        int i = r * grid.columns() + c;
        double cos = Math.max(0, sun.cosZenith(latitude, grid.longitudeDeg(c)));
        cover[i] = cover(r, c);
        boolean sea = isSea(c);
        fapar[i] = sea ? Float.NaN : fapar(r, c);
        lai[i] = sea ? Float.NaN : -2 * (float) Math.log(1 - fapar[i]);
        par[i] = (float) (2000 * cos);
        diffuse[i] = 0.4f;
        air[i] = (float) (302 - 0.4 * Math.abs(latitude) + 6 * (cos - 0.3));
        vpd[i] = (float) (300 + 1500 * cos);
        gpp[i] = sea ? Float.NaN : (float) (30 * cos * fapar[i]);
        sd[i] = sea ? Float.NaN : 0.25f * gpp[i];
        flag[i] = (byte) (sea ? 2 : 0);
      }
    }
    GppField field =
        new GppField(
            key(slot),
            grid,
            geometry(),
            gpp,
            sd,
            par,
            diffuse,
            fapar,
            lai,
            air,
            vpd,
            cover,
            flag,
            new short[n],
            1,
            new GppField.Notes("made up", "", "", "", ""),
            provenance(slot));
    Path file = folder.resolve(ProductNames.gpp(key(slot), grid, 0));
    GppProduct.write(field, Revision.first(), file);
    return file;
  }

  /** A map of surface temperature with a band of clouds that goes round the day. */
  public Path surface(Instant slot) throws IOException {
    int n = grid.size();
    float[] lst = new float[n];
    float[] sd = new float[n];
    byte[] mask = new byte[n];
    byte[] flag = new byte[n];
    int cloud = cloudColumn(slot);
    for (int i = 0; i < n; i++) {
      int c = i % grid.columns();
      boolean hidden = Math.abs(c - cloud) < grid.columns() / 8;
      lst[i] =
          hidden ? Float.NaN : (float) (300 - 0.3 * Math.abs(grid.latitudeDeg(i / grid.columns())));
      sd[i] = hidden ? Float.NaN : 1;
      mask[i] = (byte) (hidden ? 3 : 0);
      flag[i] = (byte) (hidden ? 2 : 0);
    }
    byte[] unknown = new byte[n];
    Arrays.fill(unknown, (byte) -1);
    LstField field =
        new LstField(
            key(slot),
            grid,
            geometry(),
            lst,
            sd,
            mask,
            unknown,
            flag,
            new short[n],
            List.of(),
            1,
            "made up",
            false,
            provenance(slot));
    Path file = folder.resolve(ProductNames.lst(key(slot), grid, 0));
    LstProduct.write(field, Revision.first(), file);
    return file;
  }

  private int cloudColumn(Instant slot) {
    return Math.floorMod(slot.getEpochSecond(), 86400) * grid.columns() / 86400;
  }

  /** Fires in the first column and row of every eighth stripe, where no cloud hides them. */
  public Path fires(Instant slot) throws IOException {
    List<FireDetection> fires = new ArrayList<>();
    int cloud = cloudColumn(slot);
    double hour = Math.floorMod(slot.getEpochSecond(), 86400) / 3600.0;
    for (int r = STRIPE / 2; r < grid.rows(); r += 8 * STRIPE) {
      for (int c = STRIPE / 2; c < grid.columns(); c += 8 * STRIPE) {
        if (!isSea(c) && Math.abs(c - cloud) >= grid.columns() / 8) {
          double power = 40 + 30 * Math.cos(2 * Math.PI * (hour - 6) / 24);
          fires.add(
              new FireDetection(
                  r * grid.columns() + c,
                  grid.latitudeDeg(r),
                  grid.longitudeDeg(c),
                  slot,
                  power,
                  0.2 * power,
                  1,
                  FireDetection.Kind.FIRE,
                  true,
                  false,
                  340,
                  300));
        }
      }
    }
    FireField field =
        new FireField(key(slot), grid, fires, grid.size(), "made up", provenance(slot));
    Path file = folder.resolve(ProductNames.fire(key(slot), grid, 0, "csv"));
    FireProduct.writeCsv(field, Revision.first(), file);
    return file;
  }
}
