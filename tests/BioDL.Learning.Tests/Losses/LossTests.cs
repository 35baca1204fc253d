using System.Text.Json;
using BioDL.Learning.Losses;

namespace BioDL.Learning.Tests.Losses;

public sealed class LossTests
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private static readonly Dictionary<string, Loss> Kinds = new()
    {
        ["CrossEntropy"] = Loss.CrossEntropy,
        ["WeightedCrossEntropy"] = Loss.WeightedCrossEntropy(1, 2, 0.5),
        ["CrossEntropyOfShares"] = Loss.CrossEntropy,
        ["DiceOfClasses"] = Loss.Dice,
        ["BinaryCrossEntropy"] = Loss.BinaryCrossEntropy,
        ["WeightedBinaryCrossEntropy"] = Loss.WeightedBinaryCrossEntropy(3),
        ["MaskedBinaryCrossEntropy"] = Loss.BinaryCrossEntropy,
        ["Focal"] = Loss.Focal(2),
        ["Dice"] = Loss.Dice,
        ["MaskedDice"] = Loss.Dice,
        ["BinaryCrossEntropyOfProbabilities"] = Loss.BinaryCrossEntropyOfProbabilities,
        ["DiceOfProbabilities"] = Loss.DiceOfProbabilities,
        ["L1"] = Loss.L1,
        ["L2"] = Loss.L2,
        ["Huber"] = Loss.Huber(1.5),
    };

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Losses_and_their_derivatives_are_those_of_PyTorch(string name)
    {
        var row = JsonSerializer.Deserialize<Row[]>(File.ReadAllText(Fixture("losses.json")), Json)!.Single(each => each.Name == name);
        using var prediction = Tensor.From(row.Prediction, row.Shape);
        using var target = row.Target.Length == prediction.Shape.Count
            ? Tensor.From(row.Target, row.Shape)
            : Tensor.From(row.Target.Select(value => (long)value).ToArray(), [row.Shape[0], .. row.Shape[2..]]);
        using var mask = row.Mask is null ? null : Tensor.From(row.Mask, [row.Shape[0], .. row.Shape[2..]]);
        using var gradient = Tensor.Zeros(ElementType.Float32, row.Shape);

        Assert.Equal(row.Loss, Kinds[name].Evaluate(null, prediction, target, mask, gradient), 1e-5);
        Assert.All(row.Gradient.Zip(gradient.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.Equal(row.Loss, Kinds[name].Of(prediction, target, mask), 1e-5);
    }

    [Fact]
    public void Losses_add_up_with_their_weights()
    {
        using var prediction = Tensor.From([0.5f, -1, 2, 0.25f], 1, 1, 4);
        using var target = Tensor.From([1f, 0, 1, 0], 1, 1, 4);
        var expected = Loss.Dice.Of(prediction, target) + 0.5 * Loss.L2.Of(prediction, target);
        Assert.Equal(expected, (Loss.Dice + 0.5 * Loss.L2).Of(prediction, target), 12);
    }

    [Fact]
    public void A_loss_for_a_named_output_leaves_the_others_alone()
    {
        using var prediction = Tensor.From([0.5f, -1], 1, 1, 2);
        using var target = Tensor.From([1f, 0], 1, 1, 2);
        var loss = Loss.L2.On("boundary") + Loss.L1;
        Assert.Equal(0.75, loss.Evaluate(null, prediction, target, null, null), 12);
        Assert.Equal((0.25 + 1) / 2, loss.Evaluate("boundary", prediction, target, null, null), 12);
    }

    [Fact]
    public void An_empty_channel_that_is_predicted_empty_has_no_Dice_loss()
    {
        using var prediction = Tensor.From([-40f, -40, -40, -40], 1, 1, 4);
        using var target = Tensor.Zeros(ElementType.Float32, 1, 1, 4);
        Assert.Equal(0, Loss.Dice.Of(prediction, target), 9);
    }

    [Fact]
    public void A_mask_of_zeros_leaves_no_loss()
    {
        using var prediction = Tensor.From([1f, 2], 1, 1, 2);
        using var target = Tensor.From([0f, 0], 1, 1, 2);
        using var mask = Tensor.Zeros(ElementType.Float32, 1, 1, 2);
        Assert.Equal(0, (Loss.L2 + Loss.BinaryCrossEntropy).Of(prediction, target, mask));
    }

    [Fact]
    public void Large_logits_overflow_nowhere()
    {
        using var prediction = Tensor.From([1000f, -1000], 1, 2, 1);
        using var target = Tensor.From([1L], 1, 1);
        Assert.Equal(2000, Loss.CrossEntropy.Of(prediction, target), 3);
        using var numbers = Tensor.From([0f, 1], 1, 2, 1);
        Assert.Equal(1000, Loss.BinaryCrossEntropy.Of(prediction, numbers), 3);
        Assert.True(double.IsFinite(Loss.Focal().Of(prediction, numbers)));
    }

    [Fact]
    public void A_class_that_does_not_exist_is_named()
    {
        using var prediction = Tensor.Zeros(ElementType.Float32, 1, 2, 3);
        using var target = Tensor.From([0L, 1, 2], 1, 3);
        var error = Assert.Throws<ArgumentException>(() => Loss.CrossEntropy.Of(prediction, target));
        Assert.Contains("Class 2 at image 0, position 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("classes are 0 to 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_of_another_shape_are_refused_with_both_shapes()
    {
        using var prediction = Tensor.Zeros(ElementType.Float32, 1, 1, 4, 4);
        using var target = Tensor.Zeros(ElementType.Float32, 1, 1, 4, 5);
        var error = Assert.Throws<ArgumentException>(() => Loss.Dice.Of(prediction, target));
        Assert.Contains("(1, 1, 4, 5)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(1, 1, 4, 4)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cross_entropy_of_one_channel_points_to_the_binary_one()
    {
        using var prediction = Tensor.Zeros(ElementType.Float32, 1, 1, 4);
        using var target = Tensor.Zeros(ElementType.Float32, 1, 1, 4);
        var error = Assert.Throws<ArgumentException>(() => Loss.CrossEntropy.Of(prediction, target));
        Assert.Contains("Loss.BinaryCrossEntropy", error.Message, StringComparison.Ordinal);
    }

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Losses", name);

    private sealed record Row(string Name, int[] Shape, float[] Prediction, float[] Target, float[]? Mask, double Loss, float[] Gradient);
}
