using System.Text.Json;
using BioDL.Cli.Benchmarks;
using BioDL.Cli.Verbs;

namespace BioDL.Cli.Tests.Benchmarks;

public sealed class BenchVerbTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter notices = new();

    public void Dispose()
    {
        output.Dispose();
        notices.Dispose();
    }

    [Theory]
    [InlineData(new[] { 3.0, 1, 2 }, 2)]
    [InlineData(new[] { 4.0, 1, 2, 3 }, 2.5)]
    [InlineData(new[] { 7.0 }, 7)]
    public void The_median_is_the_middle_value_or_the_mean_of_the_two_in_the_middle(double[] values, double median) =>
        Assert.Equal(median, BenchmarkRow.Median(values));

    [Fact]
    public void A_row_tells_both_medians_and_their_ratio()
    {
        BenchVerb.Show([BenchmarkRow.OfTimes("PNG", [3, 1, 200], [2, 2, 1], "Pillow 9", threads: 1)], asJson: false, Screen());
        Assert.StartsWith("PNG       3.00 ms  Pillow 9: 2.00 ms  ratio 1.50", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Medians of 3 repetitions, the two in turn; 1 thread, vectors of ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_different_conditions_each_tell_theirs()
    {
        BenchVerb.Show([BenchmarkRow.OfTimes("a", [1], [1], "Peer", 1, "Avx512"), BenchmarkRow.OfTimes("a", [1], [1], "Peer", 2, "Avx2")], asJson: false, Screen());
        Assert.Contains("ratio 1.00  1 thread, vectors of Avx512", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("ratio 1.00  2 threads, vectors of Avx2", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Medians of 1 repetitions, the two in turn.", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void As_JSON_a_row_has_all_that_is_needed_to_repeat_it()
    {
        BenchVerb.Show([BenchmarkRow.OfTimes("PNG", [3], [2], "Pillow 9", threads: 1)], asJson: true, Screen());
        using var json = JsonDocument.Parse(output.ToString());
        var row = json.RootElement[0];
        Assert.Equal(["name", "ours", "peer", "peerVersion", "unit", "ratio", "threads", "simdPath", "repetitions"],
            row.EnumerateObject().Select(property => property.Name));
        Assert.Equal((3.0, 2.0, 1.5, "ms", 1), (row.GetProperty("ours").GetDouble(), row.GetProperty("peer").GetDouble(),
            row.GetProperty("ratio").GetDouble(), row.GetProperty("unit").GetString(), row.GetProperty("repetitions").GetInt32()));
    }

    [Theory]
    [InlineData("'imgaes' is no benchmark. There are: images, kernel, inference, training, classical, classical-growth, zoo.", "bench", "imgaes")]
    [InlineData("--repetitions takes a number above 0.", "bench", "images", "--repetitions", "0")]
    public async Task Wrong_usage_is_explained(string message, params string[] arguments)
    {
        using var root = new TemporaryFolder();
        var fault = await Assert.ThrowsAsync<UsageException>(() =>
            FrontDoor.InvokeAsync(arguments, new Surroundings(new Workplace(root.Path), Screen(), root.Path), CancellationToken.None));
        Assert.Equal(message, fault.Message);
    }

    private Screen Screen() => new(output, notices, isTerminal: false);
}
