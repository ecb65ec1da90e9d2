package org.kokyu.ops.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kokyu.ops.publish.AtomicPublisher.Published;

class AtomicPublisherTest {
  private static final String PATH = "profile_gosat/2021/05/03/p.nc";

  @TempDir Path temp;

  private Path root() {
    return temp.resolve("archive");
  }

  private static AtomicPublisher.FileWriter text(String content) {
    return file -> Files.writeString(file, content);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(root())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void publishesUnderItsNameWithHash() throws IOException {
    Published p = AtomicPublisher.publish(root(), PATH, text("abc"));
    assertEquals(root().resolve(PATH).toAbsolutePath(), p.path());
    assertEquals(3, p.bytes());
    assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", p.sha256());
    assertFalse(p.existed());
    assertEquals(List.of(root().resolve(PATH)), files());
  }

  @Test
  void sameContentIsFineAnotherIsNot() throws IOException {
    AtomicPublisher.publish(root(), PATH, text("abc"));
    assertTrue(AtomicPublisher.publish(root(), PATH, text("abc")).existed());
    FileAlreadyExistsException refused =
        assertThrows(
            FileAlreadyExistsException.class,
            () -> AtomicPublisher.publish(root(), PATH, text("abd")));
    assertTrue(refused.getMessage().contains("refused"), refused.getMessage());
    assertEquals("abc", Files.readString(root().resolve(PATH)));
    assertEquals(1, files().size());
  }

  @Test
  void failedWriteOrCheckLeavesNothing() throws IOException {
    assertThrows(
        IOException.class,
        () ->
            AtomicPublisher.publish(
                root(),
                PATH,
                file -> {
                  Files.writeString(file, "half");
                  throw new IOException("disk full");
                }));
    assertThrows(
        IOException.class,
        () ->
            AtomicPublisher.publish(
                root(),
                PATH,
                text("abc"),
                file -> {
                  throw new IOException("not readable: " + Files.readString(file));
                }));
    assertEquals(List.of(), files());
  }

  @Test
  void nameIsInvisibleUntilTheFileIsComplete() throws IOException {
    AtomicPublisher.publish(
        root(),
        PATH,
        file -> {
          assertEquals(root().resolve(PATH).toAbsolutePath().getParent(), file.getParent());
          assertTrue(file.getFileName().toString().startsWith(".p.nc.tmp-"));
          assertFalse(Files.exists(root().resolve(PATH)));
          Files.writeString(file, "x");
        });
  }

  @Test
  void staleFilesGoAtStart() throws IOException {
    Path folder = Files.createDirectories(root().resolve("lst/2021/05/03"));
    Path stale = Files.writeString(folder.resolve(".a.nc.tmp-4711"), "half");
    Path kept = Files.writeString(folder.resolve("a.nc"), "whole");
    assertEquals(List.of(stale), AtomicPublisher.removeStale(root()));
    assertEquals(List.of(kept), files());
    assertEquals(List.of(), AtomicPublisher.removeStale(temp.resolve("absent")));
  }

  @Test
  void pathsStayInTheArchive() {
    for (String path : List.of("../x", "a/../../x", "", "/etc/x")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> AtomicPublisher.publish(root(), path, text("x")),
          path);
    }
  }
}
