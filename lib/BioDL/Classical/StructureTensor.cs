namespace BioDL.Classical;

/// <summary>The structure tensor of a band of rows: gradients are made for the rows around the band too, as far as the second smoothing reaches.</summary>
internal sealed record StructureTensor(Kernel Smooth, Kernel Slope, Kernel Outer)
{
    /// <summary>How many rows around a band are read.</summary>
    public int Radius => Slope.Radius + Outer.Radius;

    public void Eigenvalues(Separable.Rows source, int from, int to, Span<float> larger, Span<float> smaller)
    {
        int first = Math.Max(0, from - Outer.Radius), end = Math.Min(source.Height, to + Outer.Radius), width = source.Width;
        float[] down = new float[(end - first) * width], along = new float[down.Length], mixed = new float[down.Length], smooth = new float[larger.Length];
        Separable.Filter(source, Slope, Smooth, new Separable.RowsToWrite(down, first, end - first));
        Separable.Filter(source, Smooth, Slope, new Separable.RowsToWrite(along, first, end - first));
        for (var i = 0; i < down.Length; i++)
        {
            mixed[i] = down[i] * along[i];
            down[i] *= down[i];
            along[i] *= along[i];
        }
        Blur(down, larger, source.Height);
        Blur(along, smaller, source.Height);
        Blur(mixed, smooth, source.Height);
        SymmetricMatrices.ToEigenvalues(larger, smaller, smooth);
        // What rounding leaves below zero where there is no second direction.
        for (var i = 0; i < smaller.Length; i++)
            smaller[i] = Math.Max(0, smaller[i]);

        void Blur(float[] products, Span<float> target, int height) => Separable.Filter(
            new Separable.Rows(products, width, height, first), Outer, Outer, new Separable.RowsToWrite(target, from, to - from));
    }
}
