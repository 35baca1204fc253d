using BioDL.Models;

namespace BioDL.Tests.Models;

/// <summary>Valid descriptions with any mixture of sizes, steps and texts.</summary>
internal static class RandomDescriptions
{
    private const string Letters = "abcXYZ019 _-:#'\"\\\n\tµ核{}[],&*!|>%@`~.";

    public static ModelDescription Make(Random random)
    {
        var input = Tensor(random, "input", null);
        return new ModelDescription
        {
            FormatVersion = "0.5.4",
            Name = "m" + Text(random),
            Description = Text(random),
            Authors = [.. Many(random, () => new Person("p" + Text(random), Some(random), Some(random)))],
            Citations = [.. Many(random, () => new Citation(Text(random), "10.1/" + random.Next(99)))],
            License = Some(random),
            Tags = [.. Many(random, () => "t" + Text(random))],
            TrainingData = random.Next(2) == 0 ? null : new TrainingData("d" + Text(random), Comment: random.Next(2) == 0 ? null : "why not"),
            Inputs = [input],
            Outputs = [Tensor(random, "output", input)],
            Weights = [new WeightsDescription { Format = "onnx", File = new FileReference("weights.onnx", random.Next(2) == 0 ? Texts.Hash : null), OpsetVersion = 17, Comment = Some(random) }],
            Config = new Dictionary<string, object?> { ["biodl"] = Value(random, 3) },
        };
    }

    private static TensorDescription Tensor(Random random, string id, TensorDescription? input) => new()
    {
        Id = id,
        Description = Text(random),
        DataType = random.Next(2) == 0 ? "uint8" : "float32",
        Range = (random.Next(2) == 0 ? null : -random.NextDouble(), random.Next(2) == 0 ? null : random.NextDouble()),
        Axes =
        [
            new Axis { Kind = AxisKind.Batch, Id = "batch", Size = random.Next(2) == 0 ? new FixedSize(1) : new SteppedSize(1, 1) },
            new Axis { Kind = AxisKind.Channel, Id = "channel", Size = new FixedSize(2), ChannelNames = ["one", "n" + Text(random)] },
            .. new[] { "z", "y", "x" }.Select(name => Space(random, name, input)),
        ],
        Processing = [.. Many(random, () => Step(random))],
        TestTensor = new FileReference("test.npy"),
    };

    private static Axis Space(Random random, string id, TensorDescription? input) => new()
    {
        Kind = AxisKind.Space,
        Id = id,
        Scale = random.Next(2) == 0 ? 1 : 0.25,
        Size = input is null ? random.Next(2) == 0 ? new FixedSize(random.Next(40, 400)) : new SteppedSize(64, random.Next(1, 33)) : new ReferencedSize(input.Id, id, random.Next(-3, 3)),
        Halo = input is null ? 0 : random.Next(3),
    };

    private static ProcessingStep Step(Random random) => random.Next(8) switch
    {
        0 => new Binarize([random.NextDouble(), 3], "channel"),
        1 => new Clip(null, random.NextDouble()),
        2 => new ScaleLinear([random.NextDouble()], [1e-9]),
        3 => new FixedZeroMeanUnitVariance([1, -2], [random.NextDouble() + 0.1, 5], "channel", random.Next(2) == 0 ? 0 : 1e-6),
        4 => new ZeroMeanUnitVariance(["y", "x"], 1e-5, random.Next(2) == 0),
        5 => new ScaleRange(random.Next(2) == 0 ? [] : ["channel", "x"], 1, 99.5, PerDataset: random.Next(2) == 0),
        6 => new Sigmoid(),
        _ => new EnsureDataType("float32"),
    };

    private static object? Value(Random random, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => (long)random.Next(-1000, 1000),
        3 => random.NextDouble() * Math.Pow(10, random.Next(-20, 20)),
        4 => Text(random),
        5 => (List<object?>)[.. Many(random, () => Value(random, depth - 1))],
        _ => Many(random, () => Text(random)).Distinct().ToDictionary(key => key, _ => Value(random, depth - 1)),
    };

    private static T[] Many<T>(Random random, Func<T> make) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => make())];

    private static string? Some(Random random) => random.Next(2) == 0 ? null : "s" + Text(random);

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)]));
}
