using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Tests.Kernels;

public sealed class VectorMathTests
{
    [Fact]
    public void Exponentials_are_right_to_the_last_digits() => Sweep(new Exponential<float>(), new Exponential<double>(), Math.Exp, -87, 88, 3e-7);

    [Fact]
    public void The_logistic_function_is_right_to_the_last_digits() => Sweep(new Logistic<float>(), new Logistic<double>(), x => 1 / (1 + Math.Exp(-x)), -60, 60, 5e-7);

    [Fact]
    public void The_hyperbolic_tangent_is_right_to_the_last_digits() => Sweep(new HyperbolicTangent<float>(), new HyperbolicTangent<double>(), Math.Tanh, -12, 12, 5e-7);

    [Fact]
    public void Softplus_is_right_to_the_last_digits() =>
        Sweep(new SoftPlus<float>(), new SoftPlus<double>(), x => x > 30 ? x : double.LogP1(Math.Exp(x)), -60, 60, 2e-6, 1e-7);

    [Fact]
    public void The_error_function_is_right_to_the_last_digits()
    {
        // Abramowitz and Stegun, table 7.1.
        foreach (var (x, expected) in new[] { (0.1, 0.1124629160), (0.5, 0.5204998778), (1, 0.8427007929), (1.5, 0.9661051465), (2, 0.9953222650), (3, 0.9999779095) })
        {
            Assert.Equal(expected, ErrorFunction.Of(x), 1e-10);
            Assert.Equal(-expected, ErrorFunction.Of(-x), 1e-10);
        }
        Sweep(new ErrorIntegral<float>(), new ErrorIntegral<double>(), ErrorFunction.Of, -5, 5, 5e-7);
    }

    private static void Sweep<TSingle, TDouble>(TSingle single, TDouble twice, Func<double, double> truth, double from, double to, double relative, double absolute = 0)
        where TSingle : struct, IVectorFunction<float>
        where TDouble : struct, IVectorFunction<double>
    {
        float[] x = [.. Enumerable.Range(0, 20_003).Select(n => (float)(from + (to - from) * n / 20_002))];
        double[] wide = [.. x.Select(value => (double)value)], doubles = new double[x.Length];
        var singles = new float[x.Length];
        VectorMap.Apply(single, x, singles);
        VectorMap.Apply(twice, wide, doubles);
        for (var n = 0; n < x.Length; n++)
        {
            var expected = truth(wide[n]);
            Assert.InRange(singles[n], (expected - absolute) - Math.Abs(expected) * relative, (expected + absolute) + Math.Abs(expected) * relative);
            Assert.InRange(doubles[n], expected - 1e-15 - Math.Abs(expected) * 1e-14, expected + 1e-15 + Math.Abs(expected) * 1e-14);
        }
    }
}
