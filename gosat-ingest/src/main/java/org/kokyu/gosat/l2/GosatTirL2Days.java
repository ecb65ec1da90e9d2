package org.kokyu.gosat.l2;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kokyu.core.atmosphere.Gas;
import org.kokyu.core.profile.GasProfile;
import org.kokyu.core.profile.GasResult;
import org.kokyu.core.profile.ProfileGranule;
import org.kokyu.core.provenance.InputRef;
import org.kokyu.core.sounding.Instrument;

/**
 * Collects profiles of GOSAT and gives them back as day files in the layout of the GOSAT TIR L2
 * products: one file per UTC day and gas, CO2 as {@code P01T}, CH4 as {@code P02T}.
 *
 * <p>Profiles with quality flag 2 are left out: readers of this layout know no flag. The name
 * carries the day of the newest input and five digits of the hash of the inputs in place of the
 * agency's processing date and serial; same profiles, same bytes, whatever the order of their
 * granules. Not thread-safe.
 */
public final class GosatTirL2Days {
  /** The gases that have a product code. */
  private static final Map<Gas, String> CODES = Map.of(Gas.CO2, "P01T", Gas.CH4, "P02T");

  private static final int BAD = 2;
  private static final String LAYOUT_VERSION = "0001";
  private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("uuMMdd");

  private record Key(LocalDate day, Gas gas) implements Comparable<Key> {
    @Override
    public int compareTo(Key o) {
      return Comparator.comparing(Key::day).thenComparing(Key::gas).compare(this, o);
    }
  }

  private final Map<Key, List<ProfileRow>> rows = new TreeMap<>();
  private final Map<LocalDate, TreeSet<String>> inputs = new TreeMap<>();
  private final Map<LocalDate, Instant> newest = new TreeMap<>();

  /**
   * Adds the profiles of a granule.
   *
   * @return how many were taken; those of another instrument are not
   */
  public int add(ProfileGranule granule) {
    if (granule.granule().instrument() != Instrument.GOSAT) {
      return 0;
    }
    int taken = 0;
    for (GasProfile profile : granule.profiles()) {
      if (profile.qualityFlag() >= BAD) {
        continue;
      }
      LocalDate day = profile.sounding().time().atZone(ZoneOffset.UTC).toLocalDate();
      for (GasResult gas : profile.gases()) {
        if (CODES.containsKey(gas.gas())) {
          rows.computeIfAbsent(new Key(day, gas.gas()), k -> new ArrayList<>())
              .add(ProfileRow.of(profile, gas, granule.granule()));
        }
      }
      for (InputRef input : granule.provenance().inputs()) {
        inputs.computeIfAbsent(day, d -> new TreeSet<>()).add(input.name() + " " + input.sha256());
      }
      newest.merge(day, granule.provenance().newestInput(), (a, b) -> a.isAfter(b) ? a : b);
      taken++;
    }
    return taken;
  }

  /** The files of the profiles so far, by day and gas. */
  public List<GosatTirL2File> files() {
    List<GosatTirL2File> files = new ArrayList<>();
    rows.forEach(
        (key, found) -> {
          List<ProfileRow> sorted = new ArrayList<>(found);
          sorted.sort(Comparator.comparing(ProfileRow::time).thenComparing(ProfileRow::id));
          files.add(
              new GosatTirL2File(
                  name(key),
                  key.gas(),
                  CODES.get(key.gas()),
                  LAYOUT_VERSION,
                  sorted,
                  List.copyOf(inputs.get(key.day()))));
        });
    return files;
  }

  private String name(Key key) {
    String processed = SHORT_DAY.format(newest.get(key.day()).atZone(ZoneOffset.UTC).toLocalDate());
    String serial = hash(String.join("\n", inputs.get(key.day()))).substring(0, 5);
    return "GOSATTFTS%s_02%sV%sR%s%s.h5"
        .formatted(
            DateTimeFormatter.BASIC_ISO_DATE.format(key.day()),
            CODES.get(key.gas()),
            LAYOUT_VERSION,
            processed,
            serial);
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
