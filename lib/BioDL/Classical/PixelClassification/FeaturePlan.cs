using BioDL.Images;

namespace BioDL.Classical;

/// <summary>Which features are computed, scale by scale in pixels, and how far around a pixel they look.</summary>
internal sealed class FeaturePlan
{
    /// <summary>How much narrower the Gaussian is that is taken away in a difference of Gaussians.</summary>
    private const double Narrower = 0.66;

    public FeaturePlan(IReadOnlyList<double> scales, IReadOnlyList<PixelFeatureKind> kinds)
    {
        var perScale = kinds.Sum(kind => kind >= PixelFeatureKind.StructureTensor ? 2 : 1);
        PerChannel = perScale * scales.Count;
        Scales = [.. scales.Select((sigma, i) => new ScalePlan(sigma, i * perScale, kinds))];
        Margin = Scales.Max(scale => Math.Max(scale.Wide.Radius + scale.Tensor.Radius, scale.Narrow.Radius));
    }

    public IReadOnlyList<ScalePlan> Scales { get; }

    public int PerChannel { get; }

    /// <summary>How many pixels around a tile its features depend on.</summary>
    public int Margin { get; }

    /// <summary>One scale: its kernels, and where its features stand in the list; −1 where one is not wanted.</summary>
    internal sealed class ScalePlan
    {
        public ScalePlan(double sigma, int first, IReadOnlyList<PixelFeatureKind> kinds)
        {
            Wide = new GaussianKernels(sigma);
            Narrow = new GaussianKernels(Narrower * sigma);
            Tensor = new GaussianKernels(sigma / 2);
            Array.Fill(places, -1);
            foreach (var kind in kinds)
            {
                places[(int)kind] = first;
                first += kind >= PixelFeatureKind.StructureTensor ? 2 : 1;
            }
        }

        private readonly int[] places = new int[6];

        public GaussianKernels Wide { get; }

        public GaussianKernels Narrow { get; }

        public GaussianKernels Tensor { get; }

        public int this[PixelFeatureKind kind] => places[(int)kind];
    }
}

/// <summary>An image cut into tiles, row by row.</summary>
internal sealed class FeatureTiles(int height, int width)
{
    /// <summary>Wide and flat: rows are worked off in one go, and what a thread holds fits into its cache.</summary>
    public const int Height = 128, Width = 512;

    private readonly int columns = (width + Width - 1) / Width;

    public int Count => (height + Height - 1) / Height * columns;

    public int LargestHeight => Math.Min(height, Height);

    public int LargestWidth => Math.Min(width, Width);

    public Region this[int number]
    {
        get
        {
            int y = number / columns * Height, x = number % columns * Width;
            return new Region(x, y, Math.Min(Width, width - x), Math.Min(Height, height - y));
        }
    }
}
