package org.kokyu.retrieval.table;

import java.util.List;
import java.util.Objects;
import org.kokyu.core.sounding.Instrument;

/**
 * Absorption tables of one instrument.
 *
 * @param header what they were made from
 * @param windows one per spectral window
 */
public record AbsorptionTables(Header header, List<NodeTable> windows) {

  /**
   * Provenance of a table.
   *
   * @param instrument which spectrometer
   * @param intervalPerCm sampling interval: channel k lies at k · interval [cm-1]
   * @param lineShape name of the line shape
   * @param grade "demonstration grade" for the bundled tables, else what the builder was told
   * @param lineListSha256 hash of the line list
   * @param continua continua that are in it, empty if none
   * @param citation whom to cite
   * @param training how nodes and weights were found, and their error on atmospheres not used for
   *     it
   */
  public record Header(
      Instrument instrument,
      double intervalPerCm,
      String lineShape,
      String grade,
      String lineListSha256,
      String continua,
      String citation,
      String training) {
    public Header {
      Objects.requireNonNull(instrument, "instrument");
      Objects.requireNonNull(lineShape, "lineShape");
      Objects.requireNonNull(grade, "grade");
      Objects.requireNonNull(lineListSha256, "lineListSha256");
      Objects.requireNonNull(continua, "continua");
      Objects.requireNonNull(citation, "citation");
      Objects.requireNonNull(training, "training");
    }
  }

  /** Label of the tables that come with the program. */
  public static final String DEMONSTRATION_GRADE = "demonstration grade";

  public AbsorptionTables {
    Objects.requireNonNull(header, "header");
    windows = List.copyOf(windows);
  }

  public int channels() {
    return windows.stream().mapToInt(w -> w.channels().length).sum();
  }

  public int nodes() {
    return windows.stream().mapToInt(NodeTable::nodes).sum();
  }

  public boolean isDemonstrationGrade() {
    return header.grade().startsWith(DEMONSTRATION_GRADE);
  }

  /** One line for a product's metadata. */
  public String version() {
    return "absorption-tables %s %s lines %s"
        .formatted(header.instrument(), header.grade(), header.lineListSha256().substring(0, 12));
  }
}
