using System.Numerics;
using System.Runtime.InteropServices;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>A ball that rolls below a landscape: an opening with its upper half, on a reduced image.</summary>
internal sealed class RollingBall
{
    private readonly int shrink, reach;
    private readonly float[] heights;

    private RollingBall(double radius, int shrink, int trimPercent)
    {
        this.shrink = shrink;
        var small = Math.Max(1, radius / shrink);
        reach = (int)Math.Round(small - (int)(trimPercent * small) / 100, MidpointRounding.AwayFromZero);
        var side = 2 * reach + 1;
        heights = new float[side * side];
        for (var i = 0; i < heights.Length; i++)
        {
            int y = i / side - reach, x = i % side - reach;
            heights[i] = (float)Math.Sqrt(Math.Max(0, small * small - y * y - x * x));
        }
    }

    /// <summary>How far ImageJ shrinks the image, and how much of the ball's rim it leaves out.</summary>
    public static RollingBall OfRadius(double radius) => radius switch
    {
        <= 10 => new RollingBall(radius, 1, 24),
        <= 30 => new RollingBall(radius, 2, 24),
        <= 100 => new RollingBall(radius, 4, 32),
        _ => new RollingBall(radius, 8, 40),
    };

    /// <summary>The surface below (above, on light ground) one channel.</summary>
    public float[] Roll(Image image, bool isLight)
    {
        var sign = isLight ? -1f : 1f;
        int height = (image.Height + shrink - 1) / shrink, width = (image.Width + shrink - 1) / shrink;
        var small = Shrunk(image, sign, height, width);
        // The ball's centre may lie outside of the image, as long as some of the ball lies inside.
        var lowest = Slide<Lower>(Padded(small, height, width), height + 2 * reach, width + 2 * reach);
        var surface = Slide<Higher>(lowest, height, width);
        return Enlarged(surface, (height, width), (image.Height, image.Width), sign);
    }

    private float[] Shrunk(Image image, float sign, int height, int width)
    {
        var small = new float[height * width];
        Threads.OverRows(height, width * shrink * shrink, (from, to) =>
        {
            for (var y = from; y < to; y++)
            {
                var target = small.AsSpan(y * width, width);
                target.Fill(float.PositiveInfinity);
                for (var row = y * shrink; row < Math.Min(image.Height, (y + 1) * shrink); row++)
                {
                    var values = image.Values.Slice(row * image.Width, image.Width);
                    for (var x = 0; x < values.Length; x++)
                        target[x / shrink] = MathF.Min(target[x / shrink], sign * values[x]);
                }
            }
        });
        return small;
    }

    /// <summary>The values with a margin twice as wide as the ball reaches, in which nothing lies that could hold it up.</summary>
    private float[] Padded(float[] values, int height, int width)
    {
        int margin = 2 * reach, stride = width + 2 * margin;
        var padded = new float[stride * (height + 2 * margin)];
        padded.AsSpan().Fill(float.PositiveInfinity);
        for (var y = 0; y < height; y++)
            values.AsSpan(y * width, width).CopyTo(padded.AsSpan((y + margin) * stride + margin));
        return padded;
    }

    /// <summary>The lowest or highest of the values in the ball's square, each minus or plus the ball's height there; the source is wider by its reach on all sides.</summary>
    private float[] Slide<TExtreme>(float[] source, int height, int width) where TExtreme : struct, IExtreme
    {
        int side = 2 * reach + 1, stride = width + 2 * reach;
        var target = new float[height * width];
        Threads.OverRows(height, width * side, (from, to) =>
        {
            for (var y = from; y < to; y++)
            {
                var row = target.AsSpan(y * width, width);
                row.Fill(TExtreme.Start);
                for (var i = 0; i < heights.Length; i++)
                    Combine<TExtreme>(source.AsSpan((y + i / side) * stride + i % side, width), heights[i], row);
            }
        });
        return target;
    }

    private static void Combine<TExtreme>(ReadOnlySpan<float> source, float height, Span<float> target) where TExtreme : struct, IExtreme
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(target);
        var others = MemoryMarshal.Cast<float, Vector<float>>(source);
        var ball = new Vector<float>(height);
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = TExtreme.Of(vectors[i], others[i], ball);
        for (var x = vectors.Length * Vector<float>.Count; x < target.Length; x++)
            target[x] = TExtreme.Of(target[x], source[x], height);
    }

    private float[] Enlarged(float[] small, (int Height, int Width) from, (int Height, int Width) to, float sign)
    {
        var large = new float[to.Height * to.Width];
        var (rows, columns) = (Places(to.Height, from.Height), Places(to.Width, from.Width));
        Threads.OverRows(to.Height, to.Width, (first, end) =>
        {
            for (var y = first; y < end; y++)
            {
                var (above, below, upper) = rows[y];
                for (var x = 0; x < to.Width; x++)
                {
                    var (left, right, share) = columns[x];
                    var top = small[above * from.Width + left] * share + small[above * from.Width + right] * (1 - share);
                    var bottom = small[below * from.Width + left] * share + small[below * from.Width + right] * (1 - share);
                    large[y * to.Width + x] = sign * (top * upper + bottom * (1 - upper));
                }
            }
        });
        return large;
    }

    /// <summary>For each pixel the two small ones around it and the weight of the first; beyond the outermost centres the slope goes on.</summary>
    private (int First, int Second, float Weight)[] Places(int length, int smallLength) => [.. Enumerable.Range(0, length).Select(i =>
    {
        if (shrink == 1 || smallLength == 1)
            return (i / shrink, i / shrink, 1f);
        var first = Math.Min((i - shrink / 2) / shrink, smallLength - 2);
        return (first, first + 1, 1 - ((i + 0.5f) / shrink - (first + 0.5f)));
    })];

    private interface IExtreme
    {
        static abstract float Start { get; }

        static abstract Vector<float> Of(Vector<float> best, Vector<float> value, Vector<float> ball);

        static abstract float Of(float best, float value, float ball);
    }

    private readonly struct Lower : IExtreme
    {
        public static float Start => float.PositiveInfinity;

        public static Vector<float> Of(Vector<float> best, Vector<float> value, Vector<float> ball) => Vector.Min(best, value - ball);

        public static float Of(float best, float value, float ball) => MathF.Min(best, value - ball);
    }

    private readonly struct Higher : IExtreme
    {
        public static float Start => float.NegativeInfinity;

        public static Vector<float> Of(Vector<float> best, Vector<float> value, Vector<float> ball) => Vector.Max(best, value + ball);

        public static float Of(float best, float value, float ball) => MathF.Max(best, value + ball);
    }
}
