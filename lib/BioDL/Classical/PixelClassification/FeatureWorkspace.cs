using System.Numerics;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// Computes the features of one tile after the other; buffers are kept from one to the next. The tile is first copied with its surroundings, beyond the image's
/// edges repeated from the outermost pixels. Then scale by scale, row by row: down the columns once for all orders of derivatives, along the rows for each.
/// </summary>
internal sealed class FeatureWorkspace
{
    private readonly FeaturePlan plan;
    private readonly int margin;
    private readonly int stride;
    private readonly float[] source;
    private readonly ThreeRows down, along, middle, tensor;
    private readonly float[] sloped, narrowed, result, other;
    private readonly float[][] products;
    private readonly float[] smoothed = new float[FeatureTiles.Height * FeatureTiles.Width + Vector<float>.Count];

    public FeatureWorkspace(FeaturePlan plan, FeatureTiles tiles)
    {
        this.plan = plan;
        margin = plan.Margin;
        // An odd number of cache lines apart: neighbours in a column do not push each other out of the cache.
        stride = ((tiles.LargestWidth + 2 * margin) / 16 + 2 | 1) * 16;
        var rows = tiles.LargestHeight + 2 * margin;
        source = new float[(rows + 1) * stride];
        (down, along, middle, tensor) = (ThreeRows.OfLength(stride), ThreeRows.OfLength(stride), ThreeRows.OfLength(stride), ThreeRows.OfLength(stride));
        (sloped, narrowed, result, other) = (new float[stride], new float[stride], new float[stride], new float[stride]);
        products = plan.Scales.Any(scale => scale[PixelFeatureKind.StructureTensor] >= 0)
            ? [new float[source.Length], new float[source.Length], new float[source.Length]] : [];
    }

    public void Compute(Image image, int channel, Region tile, PixelFeatureVisitor visitor)
    {
        CopySurroundings(image, channel, tile);
        var sink = new Sink(visitor, channel * plan.PerChannel, tile);
        foreach (var scale in plan.Scales)
        {
            var reach = scale[PixelFeatureKind.StructureTensor] >= 0 ? scale.Tensor.Radius : 0;
            for (var row = -reach; row < tile.Height + reach; row++)
            {
                var isInside = row >= 0 && row < tile.Height;
                if (isInside || (uint)(tile.Y + row) < (uint)image.Height)
                    ComputeRow(scale, reach, row, isInside, sink);
            }
            if (reach > 0)
                ComputeTensor(image, scale, reach, sink);
            if (scale[PixelFeatureKind.DifferenceOfGaussians] >= 0 && scale[PixelFeatureKind.DifferenceOfGaussians] is var feature)
                ComputeDifference(scale, feature, sink);
        }
    }

    private void CopySurroundings(Image image, int channel, Region tile)
    {
        var plane = image.Channel(channel);
        int left = tile.X - margin, width = tile.Width + 2 * margin;
        int first = Math.Max(left, 0), end = Math.Min(left + width, image.Width);
        for (var row = 0; row < tile.Height + 2 * margin; row++)
        {
            var from = plane.Slice(Math.Clamp(tile.Y - margin + row, 0, image.Height - 1) * image.Width, image.Width);
            var to = source.AsSpan(row * stride, width);
            to[..(first - left)].Fill(from[0]);
            from[first..end].CopyTo(to[(first - left)..]);
            to[(end - left)..].Fill(from[^1]);
        }
    }

    /// <summary>All that needs derivatives at one scale; outside of the tile itself only the gradients' products, which the structure tensor smooths.</summary>
    private void ComputeRow(FeaturePlan.ScalePlan scale, int reach, int row, bool isInside, Sink sink)
    {
        var kernels = scale.Wide;
        var radius = kernels.Radius;
        var length = sink.Width + 2 * reach;
        ref var start = ref source[(margin + row) * stride + margin - reach - radius];
        SeparablePasses.Down(ref start, stride, length + 2 * radius, kernels, down);
        if (isInside)
        {
            SeparablePasses.Along(ref down.First[0], length, kernels, along);
            SeparablePasses.Along(ref down.Second[0], length, kernels, middle.First, middle.Second);
            SeparablePasses.Smooth(ref down.Third[radius], 1, length, kernels, ref middle.Third[0]);
            Derive(scale, reach, row, sink);
        }
        else
        {
            SeparablePasses.Slope(ref down.First[0], length, kernels, along.Second);
            SeparablePasses.Smooth(ref down.Second[radius], 1, length, kernels, ref middle.First[0]);
        }
        if (reach > 0)
            Multiply(row, reach, length);
    }

    /// <summary>From derivatives to features. In <c>along</c> stand smooth, x and xx; in <c>middle</c> y, xy and yy.</summary>
    private void Derive(FeaturePlan.ScalePlan scale, int reach, int row, Sink sink)
    {
        if (scale[PixelFeatureKind.Gaussian] is >= 0 and var gaussian)
            sink.Put(gaussian, row, along.First.AsSpan(reach));
        if (scale[PixelFeatureKind.DifferenceOfGaussians] >= 0)
            along.First.AsSpan(reach, sink.Width).CopyTo(smoothed.AsSpan(row * FeatureTiles.Width));
        if (scale[PixelFeatureKind.LaplacianOfGaussian] is >= 0 and var laplacian)
        {
            for (var x = 0; x < sink.Width; x += Vector<float>.Count)
                SeparablePasses.Store(Read(middle.Third, reach + x) + Read(along.Third, reach + x), ref result[0], x);
            sink.Put(laplacian, row, result);
        }
        if (scale[PixelFeatureKind.GradientMagnitude] is >= 0 and var magnitude)
        {
            for (var x = 0; x < sink.Width; x += Vector<float>.Count)
            {
                Vector<float> dx = Read(along.Second, reach + x), dy = Read(middle.First, reach + x);
                SeparablePasses.Store(Vector.SquareRoot(dx * dx + dy * dy), ref result[0], x);
            }
            sink.Put(magnitude, row, result);
        }
        if (scale[PixelFeatureKind.Hessian] is >= 0 and var hessian)
            PutEigenvalues(middle.Third, middle.Second, along.Third, reach, hessian, row, sink);
    }

    /// <summary>The larger and the smaller eigenvalue of the symmetric matrix (yy, xy; xy, xx): half the trace ± √(half the difference² + xy²).</summary>
    private void PutEigenvalues(float[] yy, float[] xy, float[] xx, int offset, int feature, int row, Sink sink)
    {
        for (var x = 0; x < sink.Width; x += Vector<float>.Count)
        {
            Vector<float> a = Read(yy, offset + x), b = Read(xy, offset + x), c = Read(xx, offset + x);
            Vector<float> half = (a + c) * 0.5f, difference = (a - c) * 0.5f;
            var root = Vector.SquareRoot(difference * difference + b * b);
            SeparablePasses.Store(half + root, ref result[0], x);
            SeparablePasses.Store(half - root, ref other[0], x);
        }
        sink.Put(feature, row, result);
        sink.Put(feature + 1, row, other);
    }

    private void Multiply(int row, int reach, int length)
    {
        var start = (row + reach) * stride;
        for (var x = 0; x < length; x += Vector<float>.Count)
        {
            Vector<float> dx = Read(along.Second, x), dy = Read(middle.First, x);
            SeparablePasses.Store(dy * dy, ref products[0][start], x);
            SeparablePasses.Store(dx * dy, ref products[1][start], x);
            SeparablePasses.Store(dx * dx, ref products[2][start], x);
        }
    }

    /// <summary>Smooths the products of the gradients, which beyond the image's edges go on with their outermost values too.</summary>
    private void ComputeTensor(Image image, FeaturePlan.ScalePlan scale, int reach, Sink sink)
    {
        foreach (var product in products)
            Extend(product, image, sink.Tile, reach);
        ReadOnlySpan<float[]> smooth = [tensor.First, tensor.Second, tensor.Third];
        for (var row = 0; row < sink.Tile.Height; row++)
        {
            for (var i = 0; i < 3; i++)
            {
                SeparablePasses.Smooth(ref products[i][(row + reach) * stride], stride, sink.Width + 2 * reach, scale.Tensor, ref narrowed[0]);
                SeparablePasses.Smooth(ref narrowed[reach], 1, sink.Width, scale.Tensor, ref smooth[i][0]);
            }
            PutEigenvalues(tensor.First, tensor.Second, tensor.Third, 0, scale[PixelFeatureKind.StructureTensor], row, sink);
        }
    }

    private void Extend(float[] product, Image image, Region tile, int reach)
    {
        int top = Math.Max(0, reach - tile.Y), bottom = Math.Min(tile.Height + 2 * reach, image.Height - tile.Y + reach) - 1;
        int left = Math.Max(0, reach - tile.X), length = tile.Width + 2 * reach, right = Math.Min(length, image.Width - tile.X + reach) - 1;
        for (var row = top; row <= bottom; row++)
        {
            var values = product.AsSpan(row * stride, length);
            values[..left].Fill(values[left]);
            values[right..].Fill(values[right]);
        }
        for (var row = 0; row < tile.Height + 2 * reach; row++)
        {
            if (row < top || row > bottom)
                product.AsSpan(Math.Clamp(row, top, bottom) * stride, length).CopyTo(product.AsSpan(row * stride));
        }
    }

    private void ComputeDifference(FeaturePlan.ScalePlan scale, int feature, Sink sink)
    {
        var kernels = scale.Narrow;
        for (var row = 0; row < sink.Tile.Height; row++)
        {
            ref var start = ref source[(margin + row) * stride + margin - kernels.Radius];
            SeparablePasses.Smooth(ref start, stride, sink.Width + 2 * kernels.Radius, kernels, ref narrowed[0]);
            SeparablePasses.Smooth(ref narrowed[kernels.Radius], 1, sink.Width, kernels, ref other[0]);
            for (var x = 0; x < sink.Width; x += Vector<float>.Count)
                SeparablePasses.Store(Read(smoothed, row * FeatureTiles.Width + x) - Read(other, x), ref result[0], x);
            sink.Put(feature, row, result);
        }
    }

    private static Vector<float> Read(float[] values, int offset) => SeparablePasses.Load(ref values[0], offset);

    /// <summary>Hands rows on, without what lies beyond the tile.</summary>
    private readonly record struct Sink(PixelFeatureVisitor Visitor, int FirstFeature, Region Tile)
    {
        public int Width => Tile.Width;

        public void Put(int feature, int row, ReadOnlySpan<float> values) =>
            Visitor(FirstFeature + feature, Tile.Y + row, Tile.X, values[..Tile.Width]);
    }
}
