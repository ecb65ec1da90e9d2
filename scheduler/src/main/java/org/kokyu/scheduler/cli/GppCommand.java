package org.kokyu.scheduler.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.kokyu.core.port.ProductivityModel;
import org.kokyu.core.result.InputFault;
import org.kokyu.core.result.MalformedInputException;
import org.kokyu.core.result.UnavailableInputException;
import org.kokyu.core.scene.SlotKey;
import org.kokyu.himawari.HsdFileName;
import org.kokyu.land.gpp.ProductivityModels;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.flow.UnitWork;
import org.kokyu.scheduler.ledger.InputFile;
import org.kokyu.scheduler.stage.AirInputs;
import org.kokyu.scheduler.stage.GppFromMap;
import org.kokyu.scheduler.stage.GppMaker;
import org.kokyu.scheduler.stage.GppState;
import org.kokyu.scheduler.stage.LandInputs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Gross primary production of given slots. */
@Command(
    name = "gpp",
    description =
        "Gross primary production of slots, from maps of surface temperature and visible segments.",
    mixinStandardHelpOptions = true)
final class GppCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "For the products.")
  private Path out;

  @Option(
      names = "--lst",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Maps made by 'lst', one for each slot.")
  private List<Path> maps = new ArrayList<>();

  @Option(
      names = "--visible",
      required = true,
      arity = "1..*",
      paramLabel = "HSD",
      description = "Segments of bands 1, 3, 4 and 5 of the same slots; band 3 is needed.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--met",
      paramLabel = "FILE",
      description = "Gridded meteorology (NetCDF) for temperature and humidity of the air.")
  private Path met;

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
      names = "--ancillary",
      paramLabel = "FILE",
      description =
          "NetCDF on imager pixels: land_mask, tcwv_nwp, t_air_nwp, ndvi_composite as for 'lst'.")
  private Path ancillary;

  @Option(
      names = "--land-mask",
      defaultValue = "built-in",
      paramLabel = "built-in|none",
      description =
          "Where no file has a mask; none for simulated segments (default: ${DEFAULT-VALUE}).")
  private String landMask;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Keeps between calls what is learned: reflectance of the ground, vegetation indices.")
  private Path state;

  @Option(
      names = "--model",
      defaultValue = "saturating",
      paramLabel = "NAME",
      description = "Of the light use (default: ${DEFAULT-VALUE}).")
  private String modelName;

  @Option(names = "--threads", paramLabel = "N", description = "Default: one per processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() {
    GppMaker maker =
        new GppMaker(
            model(),
            new AirInputs(Optional.ofNullable(met), true),
            Optional.ofNullable(state).map(dir -> new GppState(dir, this::report)),
            Optional.empty());
    GppFromMap stage = new GppFromMap(maker, LandInputs.of(landFiles(), Optional.empty()));
    int[] bad = {0};
    Map<SlotKey, List<InputFile>> slots = segments(bad);
    Set<SlotKey> mapped = new HashSet<>();
    try (OneShot oneShot = new OneShot(out, threads)) {
      List<Path> sorted =
          maps.stream().sorted(java.util.Comparator.comparing(GppCommand::nameOf)).toList();
      for (Path map : sorted) {
        bad[0] += slot(oneShot, stage, map, slots, mapped);
      }
    }
    slots.keySet().stream()
        .filter(s -> !mapped.contains(s))
        .forEach(
            s ->
                bad[0] +=
                    report(
                        "slot %s %s: visible segments, but no --lst map of that slot"
                            .formatted(s.satellite(), s.nominalTime())));
    return bad[0] == 0 ? ExitCodes.DONE : ExitCodes.BAD_INPUT;
  }

  private ProductivityModel model() {
    return ProductivityModels.named(modelName)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--model: one of %s expected, found %s"
                        .formatted(
                            ProductivityModels.all().stream()
                                .map(ProductivityModel::name)
                                .collect(Collectors.joining(", ")),
                            modelName)));
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
        Optional.empty(),
        landMask.equals("built-in"));
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  private Map<SlotKey, List<InputFile>> segments(int[] bad) {
    Map<SlotKey, List<InputFile>> slots = new TreeMap<>();
    for (Path file : files) {
      try {
        HsdFileName name =
            HsdFileName.parse(nameOf(file))
                .orElseThrow(
                    () ->
                        new MalformedInputException(
                            InputFault.WRONG_FORMAT,
                            file + ": name of a Himawari Standard Data segment expected"));
        if (!GppFromMap.BANDS.all().contains(name.band())) {
          continue; // no part of this product
        }
        List<InputFile> inputs = slots.computeIfAbsent(name.slot(), s -> new ArrayList<>());
        inputs.add(OneShot.input(inputs.size(), file, name.nominalTime()));
      } catch (MalformedInputException | UnavailableInputException e) {
        bad[0] += report(e.getMessage());
      }
    }
    return slots;
  }

  /** Works on a map, without the broken segments; returns how many files were bad. */
  private int slot(
      OneShot oneShot,
      GppFromMap stage,
      Path map,
      Map<SlotKey, List<InputFile>> slots,
      Set<SlotKey> mapped) {
    int bad = 0;
    try {
      SlotKey slot = GppFromMap.slotOf(map);
      mapped.add(slot);
      List<InputFile> rest = new ArrayList<>(slots.getOrDefault(slot, List.of()));
      rest.sort(java.util.Comparator.comparing(InputFile::name));
      while (true) {
        UnitWork work = oneShot.work(slot.toString(), slot.nominalTime(), rest);
        StageResult result = stage.compute(work, map);
        if (result instanceof StageResult.BadInputs broken) {
          broken.faults().values().stream()
              .map(Throwable::getMessage)
              .sorted()
              .forEach(this::report);
          bad += broken.faults().size();
          rest.removeIf(f -> broken.faults().containsKey(f.granuleId()));
          continue;
        }
        if (result instanceof StageResult.Product product) {
          PrintWriter print = spec.commandLine().getOut();
          print.printf("%s: %s%n", oneShot.write(product), product.summary());
          print.flush();
        } else if (result instanceof StageResult.NoProduct none) {
          bad += report("slot %s: no product: %s".formatted(slot.nominalTime(), none.reason()));
        }
        return bad;
      }
    } catch (MalformedInputException | UnavailableInputException e) {
      return bad + report(e.getMessage());
    }
  }

  private int report(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("kokyu: " + message);
    err.flush();
    return 1;
  }
}
