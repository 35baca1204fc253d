using BioDL.Images;
using MathNet.Numerics;

namespace BioDL.Simulation;

/// <summary>The pattern of light that <see cref="Optics"/> make of a point, in optical units, then summed over pixels.</summary>
internal sealed class PointSpread
{
    public const int LargestReach = 128;

    /// <summary>Optical units from the geometric shadow's edge to where the pattern is cut: 2/(πv) of an Airy pattern's light lie outside.</summary>
    private const double Tail = 30;

    /// <summary>The pattern is tabulated at this distance, in optical units; its finest ripples are π wide.</summary>
    private const double Step = 0.1;

    private readonly double opticalPixel;
    private readonly int reach;
    private readonly double[] profile;

    public PointSpread(Optics optics, double pixelSize)
    {
        opticalPixel = OpticalUnits(optics, pixelSize);
        reach = Reach(optics, pixelSize);
        profile = Profile(DefocusPhase(optics), opticalPixel * (reach + 1) * Math.Sqrt(2));
    }

    /// <summary>Pixels from the middle of the pattern to its end.</summary>
    public static int Reach(Optics optics, double pixelSize) =>
        (int)Math.Ceiling(Math.Min((Tail + DefocusPhase(optics)) / OpticalUnits(optics, pixelSize), 1e6));

    public Image Kernel()
    {
        var side = 2 * reach + 1;
        var weights = new double[side * side];
        for (var y = 0; y <= reach; y++)
        {
            for (var x = 0; x <= y; x++)
            {
                var weight = Math.Sqrt(x * x + y * y) <= reach + 0.5 ? OnPixel(y, x) : 0;
                foreach (var (row, column) in new[] { (y, x), (y, -x), (-y, x), (-y, -x), (x, y), (x, -y), (-x, y), (-x, -y) })
                    weights[(row + reach) * side + column + reach] = weight;
            }
        }
        var sum = weights.Sum();
        return new Image(1, side, side, Array.ConvertAll(weights, weight => (float)(weight / sum)));
    }

    private static double OpticalUnits(Optics optics, double micrometres) => 2 * Math.PI * optics.NumericalAperture * micrometres / (optics.Wavelength / 1000);

    /// <summary>u of the formula; in these units it is the radius of the geometric shadow, too.</summary>
    private static double DefocusPhase(Optics optics) => OpticalUnits(optics, optics.Defocus) * optics.NumericalAperture / optics.RefractiveIndex;

    /// <summary>The mean over a pixel, from points half an optical unit apart or closer.</summary>
    private double OnPixel(int y, int x)
    {
        var points = Math.Clamp((int)Math.Ceiling(2 * opticalPixel), 3, 64);
        var sum = 0.0;
        for (var i = 0; i < points * points; i++)
        {
            double dx = x - 0.5 + (i % points + 0.5) / points, dy = y - 0.5 + (i / points + 0.5) / points;
            sum += At(opticalPixel * Math.Sqrt(dx * dx + dy * dy));
        }
        return sum / (points * points);
    }

    private double At(double v)
    {
        var place = v / Step;
        var before = Math.Min((int)place, profile.Length - 2);
        return profile[before] + (place - before) * (profile[before + 1] - profile[before]);
    }

    private static double[] Profile(double u, double end)
    {
        var bessel = new BesselTable(end + 2 * Step);
        var intensity = new double[(int)(end / Step) + 3];
        Parallel.For(0, intensity.Length, i => intensity[i] = Intensity(i * Step, u, bessel));
        return intensity;
    }

    /// <summary>|2 ∫ J₀(vρ) exp(iuρ²/2) ρ dρ|² by Simpson's rule, with some twenty points for each turn of the phase.</summary>
    private static double Intensity(double v, double u, BesselTable bessel)
    {
        var intervals = 2 * (int)(24 + 2 * (v + u));
        double real = 0, imaginary = 0;
        for (var i = 0; i <= intervals; i++)
        {
            var rho = (double)i / intervals;
            var weight = (i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2) * rho * bessel.At(v * rho);
            var (sin, cos) = Math.SinCos(u * rho * rho / 2);
            (real, imaginary) = (real + weight * cos, imaginary + weight * sin);
        }
        var scale = 2.0 / (3 * intervals);
        return (real * real + imaginary * imaginary) * scale * scale;
    }

    /// <summary>J₀, tabulated: linear between values 0.02 apart it errs by less than 0.0001.</summary>
    private sealed class BesselTable
    {
        private const double Distance = 0.02;
        private readonly double[] values;

        public BesselTable(double end)
        {
            values = new double[(int)(end / Distance) + 2];
            for (var i = 0; i < values.Length; i++)
                values[i] = SpecialFunctions.BesselJ(0, i * Distance);
        }

        public double At(double x)
        {
            var place = x / Distance;
            var before = Math.Min((int)place, values.Length - 2);
            return values[before] + (place - before) * (values[before + 1] - values[before]);
        }
    }
}
