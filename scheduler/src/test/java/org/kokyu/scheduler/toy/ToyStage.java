package org.kokyu.scheduler.toy;

import java.nio.file.Files;
import java.util.function.Consumer;
import org.kokyu.scheduler.flow.ProductStage;
import org.kokyu.scheduler.flow.StageResult;
import org.kokyu.scheduler.flow.UnitWork;
import org.kokyu.scheduler.ledger.InputFile;

/** The product lists the names and hashes of its inputs. */
public final class ToyStage implements ProductStage {
  private final Consumer<UnitWork> before;

  /**
   * @param before called before each computation; may throw
   */
  public ToyStage(Consumer<UnitWork> before) {
    this.before = before;
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
    return new StageResult.Product(
        name,
        "nrt",
        work.observed(),
        work.inputs().size() + " inputs",
        file -> Files.writeString(file, text));
  }
}
