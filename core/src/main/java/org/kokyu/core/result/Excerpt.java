package org.kokyu.core.result;

/** What a message quotes of a broken file: short, and printable on any terminal. */
public final class Excerpt {
  private static final int LONGEST = 40;

  private Excerpt() {}

  /** The text in quotes, control and non-ASCII characters as dots, shortened to 40 characters. */
  public static String of(String text) {
    String head = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    StringBuilder printable = new StringBuilder("'");
    head.chars().forEach(c -> printable.append(c >= ' ' && c < 127 ? (char) c : '.'));
    return printable.append(text.length() > LONGEST ? "…'" : "'").toString();
  }
}
