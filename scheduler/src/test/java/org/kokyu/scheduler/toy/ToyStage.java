package org.kokyu.scheduler.toy;

import java.nio.file.Files;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.kokyu.scheduler.flow.ProductStage;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.flow.UnitWork;
import org.kokyu.scheduler.ledger.InputFile;

/** The product lists the names and hashes of its inputs. */
public final class ToyStage implements ProductStage {
  private final Consumer<UnitWork> before;
  private final BooleanSupplier withCompanion;

  /**
   * @param before called before each computation; may throw
   */
  public ToyStage(Consumer<UnitWork> before) {
    this(before, () -> false);
  }

  /**
   * @param before called before each computation; may throw
   * @param withCompanion whether a product has a second file, of the kind "echo"
   */
  public ToyStage(Consumer<UnitWork> before, BooleanSupplier withCompanion) {
    this.before = before;
    this.withCompanion = withCompanion;
  }

  @Override
  public String product() {
    return "toy";
  }

  @Override
  public StageResult compute(UnitWork work) {
    before.accept(work);
    StringBuilder text = new StringBuilder();
    for (InputFile input : work.inputs()) {
      text.append(input.name()).append(' ').append(input.sha256()).append('\n');
    }
    String name = "toy/KOKYU_TOY_%s_r%02d.txt".formatted(work.key(), work.revision());
    StageResult.Product product =
        new StageResult.Product(
            name,
            "nrt",
            work.observed(),
            work.inputs().size() + " inputs",
            file -> Files.writeString(file, text));
    return withCompanion.getAsBoolean()
        ? product.with(List.of(new StageResult.Companion("echo", echo(work, text.toString()))))
        : product;
  }

  private static StageResult.Product echo(UnitWork work, String text) {
    return new StageResult.Product(
        "echo/KOKYU_ECHO_%s_r%02d.txt".formatted(work.key(), work.revision()),
        "nrt",
        work.observed(),
        "echo",
        file -> Files.writeString(file, "echo\n" + text));
  }
}
