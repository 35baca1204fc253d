using System.Text.Json;
using BioDL.Learning.Optimisers;

namespace BioDL.Learning.Tests.Optimisers;

public sealed class OptimizerTests
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private static readonly Dictionary<string, Optimizer> Kinds = new()
    {
        ["Sgd"] = new Sgd(0.1),
        ["Nesterov"] = new Sgd(0.1, Momentum: 0.8, IsNesterov: true, WeightDecay: 0.01),
        ["Adam"] = new Adam(0.01),
        ["AdamW"] = new AdamW(0.02, Beta1: 0.8, Beta2: 0.99, WeightDecay: 0.1),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_go_the_way_that_PyTorch_takes_them(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Optimisers", "steps.json");
        var row = JsonSerializer.Deserialize<Row[]>(File.ReadAllText(path), Json)!.Single(each => each.Name == name);
        var weights = row.Start;
        var memories = new float[Kinds[name].Memories * weights.Length];
        for (var step = 1; step <= row.Gradients.Length; step++)
        {
            Kinds[name].Change(weights, row.Gradients[step - 1], memories, step, Kinds[name].LearningRate);
            Assert.All(row.Path[step - 1].Zip(weights), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));
        }
    }

    [Fact]
    public void Settings_out_of_range_are_refused_with_their_values()
    {
        Assert.Contains("-1", Assert.Throws<ArgumentException>(new Sgd(-1).Check).Message, StringComparison.Ordinal);
        Assert.Contains("1.5", Assert.Throws<ArgumentException>(new Sgd(0.1, Momentum: 1.5).Check).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(new Adam(double.NaN).Check).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warm_up_climbs_in_a_straight_line()
    {
        var schedule = Schedule.Constant with { WarmUp = 3 };
        Assert.Equal([0.25, 0.5, 0.75, 1, 1], Enumerable.Range(1, 5).Select(step => schedule.Factor(step, [])));
    }

    [Fact]
    public void A_cosine_goes_from_one_to_its_end_and_stays_there()
    {
        var schedule = Schedule.Cosine(steps: 10, end: 0.1);
        Assert.Equal(1, schedule.Factor(1, []), 12);
        Assert.Equal(0.55, schedule.Factor(6, []), 12);
        Assert.Equal(0.1, schedule.Factor(11, []), 12);
        Assert.Equal(0.1, schedule.Factor(100, []), 12);
    }

    [Fact]
    public void A_plateau_shrinks_the_rate_when_patience_is_over()
    {
        var schedule = Schedule.Plateau(patience: 2, factor: 0.5);
        Assert.Equal(1, schedule.Factor(1, []));
        Assert.Equal(1, schedule.Factor(1, [1, 0.9, 0.9, 0.9]));
        Assert.Equal(0.5, schedule.Factor(1, [1, 0.9, 0.9, 0.9, 0.9]));
        Assert.Equal(0.5, schedule.Factor(1, [1, 0.9, 0.9, 0.9, 0.9, 0.8]));
        Assert.Equal(0.25, schedule.Factor(1, [1, 1, 1, 1, 1, 1, 1]));
    }

    private sealed record Row(string Name, float[] Start, float[][] Gradients, float[][] Path);
}
