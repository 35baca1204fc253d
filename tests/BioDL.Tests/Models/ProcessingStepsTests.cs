using BioDL.Models;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Models;

public sealed class ProcessingStepsTests
{
    private const string Frozen = "processing.npz";

    private static readonly string[] Order = ["batch", "channel", "y", "x"];
    private static readonly string[] ChannelsLast = ["batch", "y", "x", "channel"];

    public static TheoryData<string> Cases => [.. Steps.Keys];

    private static readonly Dictionary<string, ProcessingStep> Steps = new()
    {
        ["standard_yx"] = new ZeroMeanUnitVariance(["y", "x"]),
        ["standard_cyx"] = new ZeroMeanUnitVariance(["x", "channel", "y"]),
        ["standard_all"] = new ZeroMeanUnitVariance([]),
        ["standard_c"] = new ZeroMeanUnitVariance(["channel"]),
        ["standard_last_yx"] = new ZeroMeanUnitVariance(["y", "x"], Epsilon: 0.5),
        ["range_yx"] = new ScaleRange(["y", "x"], 1, 99.8),
        ["range_cyx"] = new ScaleRange(["channel", "y", "x"]),
        ["range_all"] = new ScaleRange([], 25, 60.5),
        ["range_last_yx"] = new ScaleRange(["y", "x"], 5, 95),
        ["range_reference"] = new ScaleRange(["channel", "y", "x"], 5, 90, Reference: "raw"),
        ["match_yx"] = new ScaleMeanVariance("raw", ["y", "x"]),
        ["match_cyx"] = new ScaleMeanVariance("raw", ["channel", "y", "x"], Epsilon: 0.25),
        ["fixed_c"] = new FixedZeroMeanUnitVariance([1, -2, 3.5], [2, 0.5, 10], "channel"),
        ["linear_c"] = new ScaleLinear([1, -2, 0.5], [0, 7, -1], "channel"),
        ["binarize_c"] = new Binarize([0, 10, -10], "channel"),
        ["clip"] = new Clip(-12.5, 30),
        ["sigmoid"] = new Sigmoid(),
        ["softmax_c"] = new Softmax(),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_give_what_numpy_gives(string name)
    {
        var isLast = name.Contains("last", StringComparison.Ordinal);
        var array = isLast
            ? new NamedArray(Fixture.Array<float>(Frozen, "last"), ChannelsLast, [2, 5, 7, 3])
            : new NamedArray(Fixture.Array<float>(Frozen, "x"), Order, [2, 3, 5, 7]);
        var raw = new NamedArray(Fixture.Array<float>(Frozen, "reference"), Order, [2, 3, 5, 7]);
        Processor.Apply(array, [Steps[name]], new Dictionary<string, NamedArray> { ["raw"] = raw });
        Near(Fixture.Array<double>(Frozen, name), array.Values);
    }

    [Theory]
    [InlineData("uint8")]
    [InlineData("int8")]
    [InlineData("uint16")]
    [InlineData("int16")]
    [InlineData("int32")]
    [InlineData("float16")]
    [InlineData("bool")]
    public void Numbers_are_converted_as_numpy_does(string type)
    {
        var array = Row(Fixture.Array<float>(Frozen, "wide"));
        Processor.Apply(array, [new EnsureDataType(type)]);
        Near(Fixture.Array<double>(Frozen, $"as_{type}"), array.Values);
    }

    [Fact]
    public void A_binary_threshold_is_exceeded_not_reached() =>
        Assert.Equal([0, 0, 1], Applied([1, 2, 3], new Binarize([2])));

    [Fact]
    public void Zero_mean_unit_variance_by_hand() =>
        // Mean 4, population deviation √((9 + 1 + 1 + 9) / 4) = √5.
        Near([-3 / Math.Sqrt(5), -1 / Math.Sqrt(5), 1 / Math.Sqrt(5), 3 / Math.Sqrt(5)], Applied([1, 3, 5, 7], new ZeroMeanUnitVariance(["x"], Epsilon: 0)));

    [Fact]
    public void Scale_range_by_hand() =>
        // The 25th percentile of 0, 10, 20, 40 is 7.5, the 75th 25.
        Near([-7.5 / 17.5, 2.5 / 17.5, 12.5 / 17.5, 32.5 / 17.5], Applied([20, 0, 40, 10], new ScaleRange(["x"], 25, 75, Epsilon: 0)).Order().ToArray());

    [Fact]
    public void Steps_follow_one_another_and_measure_what_the_one_before_left() =>
        // Clipped to 0, 4, 8 first, so that the range is 8 and not 100.
        Near([0, 0.5, 1], Applied([-50, 4, 50], new Clip(0, 8), new ScaleRange(["x"], Epsilon: 0)));

    [Fact]
    public void Means_of_large_images_far_from_zero_are_exact()
    {
        var values = new float[4096 * 4096];
        for (var i = 0; i < values.Length; i++)
            values[i] = i % 2 == 0 ? 60_000 : 60_001;
        var array = new NamedArray(values, ["channel", "y", "x"], [1, 4096, 4096]);
        Processor.Apply(array, [new ZeroMeanUnitVariance(["y", "x"], Epsilon: 0)]);
        Assert.All([0, 1, 2, values.Length - 2, values.Length - 1], i => Assert.Equal(i % 2 == 0 ? -1 : 1, values[i], 1e-6));
    }

    [Fact]
    public void An_image_of_one_value_becomes_zero() => Assert.Equal([0, 0, 0], Applied([5, 5, 5], new ScaleRange(["x"])));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void Percentiles_are_those_of_the_sorted_values(int count)
    {
        var random = new Random(count);
        var values = Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 6)))).ToArray();
        double[] sorted = [.. values.Order()];
        foreach (var percent in new[] { 0, 0.1, 37, 50, 99.8, 100 })
        {
            var at = percent / 100 * (count - 1);
            var below = (int)Math.Floor(at);
            var expected = sorted[below] + (at - below) * (sorted[Math.Min(below + 1, count - 1)] - sorted[below]);
            Assert.Equal(expected, OrderStatistics.Percentiles(values, percent, 100).Low, 1e-9);
        }
    }

    [Fact]
    public void Steps_that_do_not_fit_say_so()
    {
        Assert.Contains("names the axis 'channel', but the tensor has x", Fault([1, 2], new Softmax()), StringComparison.Ordinal);
        Assert.Contains("gives 3 values of 'gain' for 2 positions", Fault([1, 2], new ScaleLinear([1, 2, 3], [0], "x")), StringComparison.Ordinal);
        Assert.Contains("refers to the tensor 'raw', which is not at hand", Fault([1, 2], new ScaleMeanVariance("raw", ["x"])), StringComparison.Ordinal);
        Assert.Contains("numbers of type 'complex64'", Fault([1, 2], new EnsureDataType("complex64")), StringComparison.Ordinal);
        Assert.Contains("the percentiles 90 and 10", Fault([1, 2], new ScaleRange(["x"], 90, 10)), StringComparison.Ordinal);
    }

    private static string Fault(float[] values, ProcessingStep step) => Assert.Throws<ArgumentException>(() => Applied(values, step)).Message;

    private static float[] Applied(float[] values, params ProcessingStep[] steps)
    {
        Processor.Apply(Row(values), steps);
        return values;
    }

    private static NamedArray Row(float[] values) => new(values, ["x"], [values.Length]);

    private static void Near(double[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < found.Length; i++)
            Assert.True(Math.Abs(expected[i] - found[i]) <= 1e-5 * Math.Max(1, Math.Abs(expected[i])), $"element {i} is {found[i]}, expected {expected[i]}");
    }
}
