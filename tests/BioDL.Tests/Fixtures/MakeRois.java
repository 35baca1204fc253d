import ij.gui.*;
import ij.io.RoiEncoder;
import ij.process.*;
import java.awt.*;
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.zip.*;

/**
 * Makes the folder rois with ImageJ 1.53t (Debian: imagej, default-jdk-headless): regions as its ROI Manager saves them, and beside each a raw mask of 30 rows and 40 columns
 * (one byte per pixel, 255 within), as ImageJ itself fills or draws it.
 *
 *     javac -cp /usr/share/java/ij.jar -d /tmp MakeRois.java
 *     java -Djava.awt.headless=true -cp /usr/share/java/ij.jar:/tmp MakeRois rois
 */
public class MakeRois {
    static final int WIDTH = 40, HEIGHT = 30;

    public static void main(String[] arguments) throws Exception {
        Map<String, Roi> rois = new LinkedHashMap<>();
        rois.put("rectangle", new Roi(3, 4, 12, 7));
        rois.put("rectangle-fine", new Roi(3.4, 4.6, 12.3, 7.2));
        rois.put("oval", new OvalRoi(5, 3, 21, 14));
        rois.put("oval-outside", new OvalRoi(-6, 20, 18, 18));
        rois.put("polygon", new PolygonRoi(new int[] {5, 30, 33, 18, 7}, new int[] {2, 6, 20, 27, 16}, 5, Roi.POLYGON));
        rois.put("polygon-fine", new PolygonRoi(new float[] {5.3f, 30.7f, 33.1f, 18.9f, 7.2f}, new float[] {2.4f, 6.1f, 20.8f, 26.6f, 16.2f}, 5, Roi.POLYGON));
        rois.put("freehand", new PolygonRoi(new int[] {5, 6, 9, 14, 20, 22, 19, 12, 6}, new int[] {9, 6, 4, 5, 8, 13, 18, 19, 14}, 9, Roi.FREEROI));
        rois.put("traced", new PolygonRoi(new int[] {4, 9, 9, 14, 14, 4}, new int[] {5, 5, 8, 8, 15, 15}, 6, Roi.TRACED_ROI));
        rois.put("ring", new ShapeRoi(new OvalRoi(4, 4, 20, 20)).not(new ShapeRoi(new OvalRoi(10, 9, 8, 8))));
        rois.put("line", new Line(4, 6, 33, 21));
        rois.put("line-steep", new Line(20, 27, 14, 3));
        Roi wide = new Line(6, 8, 30, 8);
        wide.setStrokeWidth(5);
        rois.put("line-wide", wide);
        Roi broad = new Line(5, 24, 28, 9);
        broad.setStrokeWidth(4);
        rois.put("line-broad", broad);
        rois.put("polyline", new PolygonRoi(new int[] {3, 15, 25, 36}, new int[] {20, 5, 24, 10}, 4, Roi.POLYLINE));
        rois.put("freeline", new PolygonRoi(new int[] {3, 4, 6, 9, 13, 18, 24}, new int[] {20, 18, 17, 17, 15, 11, 10}, 7, Roi.FREELINE));
        rois.put("point", new PointRoi(7, 9));
        rois.put("points", new PointRoi(new float[] {3.5f, 12f, 30.9f}, new float[] {4.5f, 22f, 10.2f}, 3));
        for (Map.Entry<String, Roi> each : rois.entrySet()) {
            Roi roi = each.getValue();
            roi.setName(each.getKey());
            write(arguments[0] + "/" + each.getKey() + ".roi", encode(roi));
            write(arguments[0] + "/" + each.getKey() + ".mask", mask(roi));
        }
        try (ZipOutputStream zip = new ZipOutputStream(new FileOutputStream(arguments[0] + "/RoiSet.zip"))) {
            add(zip, rois.get("oval"), "nucleus-1", 0);
            add(zip, new Roi(30, 3, 6, 4), "nucleus-2", 0);
            add(zip, rois.get("freeline"), "0001-0002", 3);
            add(zip, new Line(2, 27, 20, 28), "background 12", 0);
        }
        write(arguments[0] + "/nameless.roi", encode(named(new Roi(1, 1, 5, 5), "0012-0034")));
        write(arguments[0] + "/text.roi", encode(named(new TextRoi(3, 3, "a note"), "note")));
    }

    static Roi named(Roi roi, String name) {
        roi.setName(name);
        return roi;
    }

    static void add(ZipOutputStream zip, Roi roi, String name, int group) throws IOException {
        Roi copy = named((Roi) roi.clone(), name);
        copy.setGroup(group);
        zip.putNextEntry(new ZipEntry(name + ".roi"));
        zip.write(encode(copy));
        zip.closeEntry();
    }

    static byte[] encode(Roi roi) {
        return RoiEncoder.saveAsByteArray(roi);
    }

    static byte[] mask(Roi roi) {
        ByteProcessor image = new ByteProcessor(WIDTH, HEIGHT);
        image.setColor(255);
        if (roi.getType() == Roi.POINT) {
            for (Point point : roi.getContainedPoints())
                image.set(point.x, point.y, 255);
        } else if (roi.isArea() || roi.getStrokeWidth() > 1) {
            image.fill(roi.isArea() ? roi : Roi.convertLineToArea(roi));
        } else {
            roi.drawPixels(image);
        }
        return (byte[]) image.getPixels();
    }

    static void write(String path, byte[] bytes) throws IOException {
        Files.write(Paths.get(path), bytes);
    }
}
