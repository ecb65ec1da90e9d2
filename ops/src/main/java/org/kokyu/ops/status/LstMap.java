package org.kokyu.ops.status;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.kokyu.ops.publish.LstOverview;

/** Draws land surface temperature as a PNG with a colour bar and a graticule every ten degrees. */
public final class LstMap {
  private static final int MAX_SIDE = 1040;
  private static final int MARGIN = 10;
  private static final int TITLE = 34;
  private static final int BAR = 62;
  private static final int DEGREES = 10;
  private static final Color CLOUD = new Color(0xB4BBC2);
  private static final Color NOTHING = Color.WHITE;
  private static final Color GRATICULE = new Color(0, 0, 0, 70);

  /** Dark blue over purple and orange to pale yellow: lightness rises all the way. */
  private static final int[] RAMP = {
    0x0D0887, 0x41049D, 0x6A00A8, 0x8F0DA4, 0xB12A90, 0xCC4778, 0xE16462, 0xF2844B, 0xFCA636,
    0xFCCE25, 0xF0F921
  };

  private LstMap() {}

  /** Temperatures between the 2nd and the 98th percentile span the colours. */
  public static byte[] png(LstOverview field) {
    int rows = field.rows();
    int columns = field.columns();
    int step = Math.max(1, (Math.max(rows, columns) + MAX_SIDE - 1) / MAX_SIDE);
    // a small window is drawn larger, pixel by pixel
    int zoom = step > 1 ? 1 : Math.max(1, Math.min(8, MAX_SIDE / Math.max(rows, columns)));
    int width = (columns + step - 1) / step * zoom;
    int height = (rows + step - 1) / step * zoom;
    int canvas = Math.max(width, 640);
    BufferedImage image =
        new BufferedImage(
            canvas + 2 * MARGIN, height + TITLE + BAR + MARGIN, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    float[] range = range(field.lstK());
    int left = (image.getWidth() - width) / 2;
    pixels(field, image, step, zoom, left, range);
    g.setColor(new Color(0x8A97A4));
    g.drawRect(left - 1, TITLE - 1, width + 1, height + 1);
    title(g, field);
    colourBar(g, image.getWidth(), TITLE + height + 14, range);
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static float[] range(float[] lst) {
    float[] valid = new float[lst.length];
    int n = 0;
    for (float v : lst) {
      if (!Float.isNaN(v)) {
        valid[n++] = v;
      }
    }
    if (n == 0) {
      return new float[] {270, 310};
    }
    Arrays.sort(valid, 0, n);
    float low = (float) Math.floor(valid[(int) (0.02 * (n - 1))]);
    float high = (float) Math.ceil(valid[(int) (0.98 * (n - 1))]);
    return new float[] {low, Math.max(high, low + 4)};
  }

  private static void pixels(
      LstOverview field, BufferedImage image, int step, int zoom, int left, float[] range) {
    int rows = field.rows();
    int columns = field.columns();
    for (int r = 0; r < rows; r += step) {
      for (int c = 0; c < columns; c += step) {
        int i = r * columns + c;
        int colour = colour(field, i, range);
        int x = left + c / step * zoom;
        int y = TITLE + r / step * zoom;
        for (int dy = 0; dy < zoom; dy++) {
          for (int dx = 0; dx < zoom; dx++) {
            image.setRGB(x + dx, y + dy, colour);
          }
        }
        boolean line =
            (c + step < columns && crosses(field.longitudeDeg(), i, i + step))
                || (r + step < rows && crosses(field.latitudeDeg(), i, i + step * columns));
        if (line) {
          blend(image, x, y, zoom);
        }
      }
    }
  }

  private static int colour(LstOverview field, int i, float[] range) {
    float lst = field.lstK()[i];
    if (!Float.isNaN(lst)) {
      return ramp((lst - range[0]) / (range[1] - range[0]));
    }
    return field.cloudMask()[i] >= 2 ? CLOUD.getRGB() : NOTHING.getRGB();
  }

  private static boolean crosses(float[] degrees, int a, int b) {
    float da = degrees[a];
    float db = degrees[b];
    return !Float.isNaN(da)
        && !Float.isNaN(db)
        && Math.abs(da - db) < 90
        && Math.floor(da / DEGREES) != Math.floor(db / DEGREES);
  }

  private static void blend(BufferedImage image, int x, int y, int size) {
    double a = GRATICULE.getAlpha() / 255.0;
    for (int k = 0; k < size; k++) {
      for (int[] p : new int[][] {{x + k, y}, {x, y + k}}) {
        Color c = new Color(image.getRGB(p[0], p[1]));
        image.setRGB(
            p[0],
            p[1],
            new Color(
                    (int) (c.getRed() * (1 - a)),
                    (int) (c.getGreen() * (1 - a)),
                    (int) (c.getBlue() * (1 - a)))
                .getRGB());
      }
    }
  }

  static int ramp(double share) {
    double x = Math.max(0, Math.min(1, share)) * (RAMP.length - 1);
    int k = Math.min(RAMP.length - 2, (int) x);
    double w = x - k;
    int colour = 0xFF000000;
    for (int shift = 0; shift <= 16; shift += 8) {
      double a = RAMP[k] >> shift & 0xFF;
      double b = RAMP[k + 1] >> shift & 0xFF;
      colour |= (int) Math.round(a + w * (b - a)) << shift;
    }
    return colour;
  }

  private static void title(Graphics2D g, LstOverview field) {
    g.setColor(new Color(0x1C2733));
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    g.drawString(
        "%s  %s  %s%s"
            .formatted(
                field.platform(),
                PlainWords.time(field.time()),
                field.grid(),
                field.coverage() < 1
                    ? "  %.0f %% of the segments".formatted(100 * field.coverage())
                    : ""),
        MARGIN,
        22);
  }

  private static void colourBar(Graphics2D g, int width, int top, float[] range) {
    int left = MARGIN + 20;
    int length = width - 2 * left;
    for (int x = 0; x < length; x++) {
      g.setColor(new Color(ramp((double) x / (length - 1))));
      g.fillRect(left + x, top, 1, 14);
    }
    g.setColor(new Color(0x1C2733));
    g.setStroke(new BasicStroke(1));
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    int ticks = 4;
    for (int t = 0; t <= ticks; t++) {
      float kelvin = range[0] + (range[1] - range[0]) * t / ticks;
      int x = left + (length - 1) * t / ticks;
      g.drawLine(x, top + 14, x, top + 18);
      String label = String.format(Locale.ROOT, "%.0f K (%.0f °C)", kelvin, kelvin - 273.15);
      int w = g.getFontMetrics().stringWidth(label);
      g.drawString(label, Math.max(4, Math.min(width - w - 4, x - w / 2)), top + 33);
    }
  }
}
