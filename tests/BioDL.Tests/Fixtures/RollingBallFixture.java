import ij.plugin.filter.BackgroundSubtracter;
import ij.process.FloatProcessor;
import java.io.*;
import java.nio.*;
import java.nio.file.*;

/** Background of ImageJ: java -cp ij.jar:. RollingBallFixture in.f32 width height radius light smooth out.f32 (called by make_background.py). */
public class RollingBallFixture {
    public static void main(String[] a) throws IOException {
        int width = Integer.parseInt(a[1]), height = Integer.parseInt(a[2]);
        float[] pixels = new float[width * height];
        ByteBuffer.wrap(Files.readAllBytes(Paths.get(a[0]))).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(pixels);
        FloatProcessor processor = new FloatProcessor(width, height, pixels);
        processor.snapshot();
        new BackgroundSubtracter().rollingBallBackground(
            processor, Double.parseDouble(a[3]), true, Boolean.parseBoolean(a[4]), false, Boolean.parseBoolean(a[5]), false);
        ByteBuffer out = ByteBuffer.allocate(4 * pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        out.asFloatBuffer().put((float[]) processor.getPixels());
        Files.write(Paths.get(a[6]), out.array());
    }
}
