using System.Diagnostics;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Tests.Session;

[Collection("alone")]
public sealed class SessionGrowthTests
{
    private const int Cells = 5000;
    private const int Window = 500;

    [Fact]
    [Trait("Tier", "long")]
    public async Task Five_thousand_cells_cost_less_than_100_kilobytes_each_and_the_last_are_as_quick_as_the_first()
    {
        using var session = new CSharpSession(new SessionOptions());
        await session.ExecuteAsync("1 + 1", "cell 0");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var times = new List<double>();
        for (var i = 1; i <= Cells; i++)
        {
            var clock = Stopwatch.StartNew();
            var outcome = await session.ExecuteAsync($"var v{i} = {i};\nv{i} * 2", $"cell {i}");
            times.Add(clock.Elapsed.TotalMilliseconds);
            Assert.Equal(i * 2, outcome.Value);
        }
        var perCell = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / Cells;
        Assert.True(perCell < 100, $"{perCell:0} KB a cell");
        var (early, late) = (Median(times.Skip(Window).Take(Window)), Median(times.TakeLast(Window)));
        Assert.True(late < 80 || late < 2 * early, $"median {early:0.0} ms at first, {late:0.0} ms in the end");
    }

    private static double Median(IEnumerable<double> times) => times.Order().ElementAt(Window / 2);
}
