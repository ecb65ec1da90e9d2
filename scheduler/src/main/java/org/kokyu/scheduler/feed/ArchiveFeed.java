package org.kokyu.scheduler.feed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Kinds of our own products in the archive, as a feed: a product can be made from products. A kind
 * that has no folder yet has no files. Not thread-safe.
 */
public final class ArchiveFeed implements Feed {
  private final Path archive;
  private final List<String> kinds;
  private List<String> leftAlone = List.of();

  /**
   * @param archive its root
   * @param kinds names of the folders below it
   */
  public ArchiveFeed(Path archive, List<String> kinds) {
    this.archive = archive;
    this.kinds = List.copyOf(kinds);
  }

  @Override
  public List<FeedFile> list() {
    List<FeedFile> files = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (String kind : kinds) {
      if (Files.isDirectory(archive.resolve(kind))) {
        FolderFeed folder = new FolderFeed(archive.resolve(kind));
        files.addAll(folder.list());
        notes.addAll(folder.leftAlone());
      }
    }
    leftAlone = List.copyOf(notes);
    return files;
  }

  @Override
  public List<String> leftAlone() {
    return leftAlone;
  }
}
