package org.kokyu.scheduler.feed;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.kokyu.core.result.UnavailableInputException;

/**
 * A folder and its subfolders. Read only: nothing in it is ever moved, changed or deleted.
 *
 * <p>Symbolic links below the folder are not followed. Names that mark a transfer under way (a
 * leading dot, or ending in .tmp, .part, .partial, .filepart) are passed over. Not thread-safe.
 */
public final class FolderFeed implements Feed {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_NOTES = 100;
  private static final Set<String> TRANSFER = Set.of("tmp", "part", "partial", "filepart");

  private final Path folder;
  private List<String> leftAlone = List.of();

  public FolderFeed(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<FeedFile> list() {
    List<FeedFile> files = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try {
      // only the configured folder itself may be a link
      Path root = folder.toRealPath();
      if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
        throw new NotDirectoryException(folder.toString());
      }
      Files.newDirectoryStream(root).close(); // says at once when it may not be listed
      Files.walkFileTree(root, Set.of(), MAX_DEPTH, new Visitor(root, files, notes));
    } catch (NoSuchFileException e) {
      throw new UnavailableInputException("folder " + folder + ": no such folder", e);
    } catch (NotDirectoryException e) {
      throw new UnavailableInputException("folder " + folder + ": not a folder", e);
    } catch (IOException e) {
      throw new UnavailableInputException(
          "folder %s: cannot be listed: %s".formatted(folder, e), e);
    }
    leftAlone = List.copyOf(notes);
    return files;
  }

  @Override
  public List<String> leftAlone() {
    return leftAlone;
  }

  private static boolean inTransfer(String name) {
    int dot = name.lastIndexOf('.');
    return name.startsWith(".") || (dot > 0 && TRANSFER.contains(name.substring(dot + 1)));
  }

  /** Collects the regular files; what cannot be looked at is noted and does not end the walk. */
  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<FeedFile> files;
    private final List<String> notes;

    Visitor(Path root, List<FeedFile> files, List<String> notes) {
      this.root = root;
      this.files = files;
      this.notes = notes;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
      return !dir.equals(root) && dir.getFileName().toString().startsWith(".")
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink()) {
        note(root.relativize(file) + ": symbolic link, not followed");
      } else if (attributes.isRegularFile() && !inTransfer(file.getFileName().toString())) {
        files.add(
            new FeedFile(
                file, attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      if (!(e instanceof NoSuchFileException)) { // gone since it was listed
        note(root.relativize(file) + ": cannot be looked at: " + e.getMessage());
      }
      return FileVisitResult.CONTINUE;
    }

    private void note(String text) {
      if (notes.size() < MAX_NOTES) {
        notes.add(text);
      }
    }
  }
}
