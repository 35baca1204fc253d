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
