package org.kokyu.scheduler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.kokyu.core.port.StageObserver;
import org.kokyu.core.result.ConfigurationException;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.FireField;
import org.kokyu.core.scene.ImagerSatellite;
import org.kokyu.core.scene.SceneGrid;
import org.kokyu.himawari.BandSet;
import org.kokyu.himawari.HsdFileName;
import org.kokyu.himawari.SatelliteChoice;
import org.kokyu.himawari.SceneGrids;
import org.kokyu.himawari.netcdf.NoaaCloudMaskFileName;
import org.kokyu.himawari.netcdf.PtreeFileName;
import org.kokyu.land.fire.FireHistory;
import org.kokyu.land.io.FireHistoryFile;
import org.kokyu.land.io.KnownSources;
import org.kokyu.scheduler.daemon.Stages;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.ledger.InputChoice;
import org.kokyu.scheduler.ledger.InputFile;
import org.kokyu.scheduler.stage.ClearSkyState;
import org.kokyu.scheduler.stage.FireProducts;
import org.kokyu.scheduler.stage.LandInputs;
import org.kokyu.scheduler.stage.LstStage;
import org.kokyu.scheduler.stage.SceneGridChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Land surface temperature from given segments. */
@Command(
    name = "lst",
    description =
        "Brightness temperature, cloud mask and land surface temperature from Himawari segments.",
    mixinStandardHelpOptions = true,
    subcommands = {LstEvaluateCommand.class, LstTrainCommand.class})
final class LstCommand implements Callable<Integer> {
  private static final int FIRST_INFRARED_BAND = 7;

  /** What the cloud mask knows to use by day. */
  private static final Set<Integer> VISIBLE_BANDS = Set.of(3, 4);

  @Spec private CommandSpec spec;

  @Option(names = "--out", paramLabel = "DIR", description = "For the products (needed).")
  private Path out;

  @Option(
      names = "--grid",
      defaultValue = "native",
      paramLabel = "native|asia-0.02",
      description = "Pixels of the imager, or an equal-angle grid (default: ${DEFAULT-VALUE}).")
  private String grid;

  @Option(names = "--with-bt", description = "The product repeats the brightness temperatures.")
  private boolean withBrightnessTemperatures;

  @Option(
      names = "--with-geometry",
      description =
          "The product gives view zenith and azimuth, solar zenith and time of observation of every"
              + " pixel.")
  private boolean withGeometry;

  @Option(
      names = "--ancillary",
      paramLabel = "FILE",
      description =
          "NetCDF on imager pixels: land_mask, tcwv_nwp, t_air_nwp, ndvi_composite, emissivity_bNN, snow_cover, sea_ice.")
  private Path ancillary;

  @Option(
      names = "--landcover",
      paramLabel = "FILE",
      description = "NetCDF of IGBP classes on a latitude-longitude grid.")
  private Path landCover;

  @Option(
      names = "--landcover-variable",
      paramLabel = "NAME",
      description = "Which variable of it, if several could be meant.")
  private String landCoverVariable;

  @Option(
      names = "--emissivity",
      paramLabel = "FILE",
      description = "CAMEL (NetCDF) or ASTER GED (HDF5), for pixels without given emissivity.")
  private Path emissivity;

  @Option(
      names = "--land-mask",
      defaultValue = "built-in",
      paramLabel = "built-in|none",
      description =
          "Where no file has a mask; none for simulated segments (default: ${DEFAULT-VALUE}).")
  private String landMask;

  @Option(
      names = "--met",
      paramLabel = "FILE",
      description = "Meteorology, for what the ancillary file does not have.")
  private Path met;

  @Option(
      names = "--coefficients",
      paramLabel = "FILE",
      description =
          "Made by 'lst train', instead of those that come with the program; one per satellite.")
  private List<Path> coefficients = new ArrayList<>();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Keeps between calls what was seen before: clear days, standing heat sources, fires.")
  private Path state;

  @Option(
      names = "--static-sources",
      paramLabel = "CSV",
      description = "Known standing heat sources, columns lat and lon.")
  private Path staticSources;

  @Option(
      names = "--cloud-mask",
      paramLabel = "FILE",
      description =
          "NOAA's cloud mask (AHI-CMSK_...nc) of a slot, used in place of our own; repeat for more slots.")
  private List<Path> cloudMasks = new ArrayList<>();

  @Option(
      names = "--prefer",
      paramLabel = "H08|H09",
      defaultValue = "H09",
      description =
          "Satellite of slots that both delivered equally complete (default: ${DEFAULT-VALUE}).")
  private ImagerSatellite prefer;

  @Option(names = "--threads", paramLabel = "N", description = "Default: one per processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Parameters(
      paramLabel = "HSD",
      arity = "0..*",
      description =
          "Segments (.DAT or .DAT.bz2) of one or several slots, bands 3 and 4 help the cloud mask by"
              + " day; or gridded files of JAXA's P-Tree (NC_H09_...nc).")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() {
    // not marked as required, because the commands below this one do without
    if (out == null || files.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), out == null ? "--out DIR expected" : "segments expected");
    }
    BandSet bands = bands();
    LstStage stage =
        new LstStage(
            bands,
            gridFor(),
            LandInputs.of(landFiles(), Optional.ofNullable(met)),
            Stages.coefficients(coefficients),
            new LstStage.Layers(withBrightnessTemperatures, withGeometry),
            StageObserver.NOOP,
            Optional.ofNullable(state).map(dir -> new ClearSkyState(dir, this::report)),
            Optional.empty(),
            new SatelliteChoice(bands, List.of(), prefer));
    int bad = 0;
    Map<Slot, List<InputFile>> slots = new TreeMap<>();
    List<Path> all = new ArrayList<>(files);
    all.addAll(cloudMasks);
    for (Path file : all) {
      try {
        Optional<Integer> band = HsdFileName.parse(nameOf(file)).map(HsdFileName::band);
        if (band.isPresent() && !bands.all().contains(band.get())) {
          continue; // no part of this product
        }
        Slot slot = slotOf(file);
        List<InputFile> inputs = slots.computeIfAbsent(slot, s -> new ArrayList<>());
        inputs.add(OneShot.input(inputs.size(), file, slot.time()));
      } catch (MalformedInputException | UnavailableInputException e) {
        bad += report(e.getMessage());
      }
    }
    try (OneShot oneShot = new OneShot(out, threads)) {
      for (Map.Entry<Slot, List<InputFile>> slot : slots.entrySet()) {
        bad += slot(oneShot, stage, slot.getKey(), slot.getValue());
      }
    }
    return bad == 0 ? ExitCodes.DONE : ExitCodes.BAD_INPUT;
  }

  private LandInputs.Files landFiles() {
    if (!landMask.equals("built-in") && !landMask.equals("none")) {
      throw new ParameterException(
          spec.commandLine(), "--land-mask: built-in or none expected, found " + landMask);
    }
    return new LandInputs.Files(
        Optional.ofNullable(ancillary),
        Optional.ofNullable(landCover),
        Optional.ofNullable(landCoverVariable),
        Optional.ofNullable(emissivity),
        landMask.equals("built-in"));
  }

  /** What becomes one map, whichever satellite delivered it. */
  private record Slot(Instant time, String area) implements Comparable<Slot> {
    @Override
    public int compareTo(Slot o) {
      int c = time.compareTo(o.time);
      return c != 0 ? c : area.compareTo(o.area);
    }
  }

  /**
   * Bands 3 and 4 are used where they are among the files; with brightness temperatures every
   * infrared band among them is part of the product.
   */
  private BandSet bands() {
    SortedSet<Integer> optional = new TreeSet<>(BandSet.LST.optional());
    for (Path file : files) {
      HsdFileName.parse(file.getFileName().toString())
          .map(HsdFileName::band)
          .filter(
              b ->
                  VISIBLE_BANDS.contains(b)
                      || withBrightnessTemperatures
                          && b >= FIRST_INFRARED_BAND
                          && !BandSet.LST.required().contains(b))
          .ifPresent(optional::add);
    }
    return new BandSet(BandSet.LST.required(), List.copyOf(optional));
  }

  private SceneGridChoice gridFor() {
    if (grid.equals("native")) {
      return SceneGridChoice.scannedWindow();
    }
    Optional<SceneGrid.LatLon> asia = SceneGrids.parse(grid);
    if (asia.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--grid: native or asia-<step in degrees> expected, found " + grid);
    }
    return SceneGridChoice.of(asia.get(), GridFolder.ofProgram());
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** Gridded files of several kinds are slots of their own. */
  private static Slot slotOf(Path file) {
    String name = nameOf(file);
    return HsdFileName.parse(name)
        .map(n -> new Slot(n.nominalTime(), n.area()))
        .or(
            () ->
                NoaaCloudMaskFileName.parse(name)
                    .map(n -> new Slot(n.slot().nominalTime(), n.slot().area())))
        .or(() -> PtreeFileName.parse(name).map(n -> new Slot(n.nominalTime(), n.grid())))
        .orElseThrow(
            () ->
                new MalformedInputException(
                    InputFault.WRONG_FORMAT,
                    file
                        + ": name of a Himawari Standard Data segment, of a gridded file of P-Tree or of a"
                        + " cloud mask of NOAA expected"));
  }

  /** Works on a slot, without its broken segments; returns how many those were. */
  private int slot(OneShot oneShot, LstStage stage, Slot slot, List<InputFile> inputs) {
    List<InputFile> rest = new ArrayList<>(inputs);
    rest.sort(java.util.Comparator.comparing(InputFile::name));
    int bad = 0;
    while (!rest.isEmpty()) {
      InputChoice.Chosen chosen = stage.choose(rest);
      LstStage.Result both =
          stage.computeWithFires(oneShot.work(slot.toString(), slot.time(), chosen.inputs()));
      StageResult result = both.lst();
      if (result instanceof StageResult.BadInputs broken) {
        broken.faults().values().stream().map(Throwable::getMessage).sorted().forEach(this::report);
        bad += broken.faults().size();
        rest.removeIf(f -> broken.faults().containsKey(f.granuleId()));
        continue;
      }
      PrintWriter print = spec.commandLine().getOut();
      int aside = rest.size() - chosen.inputs().size();
      if (aside > 0) {
        print.printf("slot %s: %d files %s%n", slot.time(), aside, chosen.why());
      }
      if (result instanceof StageResult.Product product) {
        print.printf("%s: %s%n", oneShot.write(product), product.summary());
        both.fires().ifPresent(f -> writeFires(oneShot, f, print));
      } else if (result instanceof StageResult.NoProduct none) {
        bad += report("slot %s: no product: %s".formatted(slot.time(), none.reason()));
      }
      print.flush();
      break;
    }
    return bad;
  }

  private void writeFires(OneShot oneShot, FireField detected, PrintWriter print) {
    FireField marked =
        staticSources == null ? detected : KnownSources.read(staticSources).mark(detected);
    Optional<FireHistoryFile.Read> before =
        state == null ? Optional.empty() : FireHistoryFile.read(state);
    FireHistory.Judged judged =
        before.map(FireHistoryFile.Read::history).orElseGet(FireHistory::empty).with(marked);
    for (StageResult.Product product : FireProducts.of(judged.field(), 0)) {
      print.printf("%s: %s%n", oneShot.write(product), product.summary());
    }
    if (state != null) {
      try {
        FireHistoryFile.write(state, judged.next());
      } catch (IOException e) {
        throw new ConfigurationException(
            "--state %s: cannot be written: %s".formatted(state, e), e);
      }
    }
  }

  private int report(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("kokyu: " + message);
    err.flush();
    return 1;
  }
}
