using System.Diagnostics;
using BioDL.Learning.Files.Wire;
using BioDL.Learning.Networks;
using Google.Protobuf;

namespace BioDL.Learning.Tests.Files;

/// <summary>Damaged files give models or the one documented exception, quickly and without much memory; so do these models when they run.</summary>
public sealed class MutationTests
{
    [Fact]
    public void Twenty_thousand_damaged_files_give_models_or_the_documented_exception() => Mutate(20_000, seed: 1);

    [Fact]
    [Trait("Tier", "long")]
    public void Half_a_million_damaged_files_give_models_or_the_documented_exception() => Mutate(500_000, seed: 2);

    private static void Mutate(int count, int seed)
    {
        var seeds = Seeds();
        int models = 0, runs = 0, faults = 0;
        var slowest = 0.0;
        var gate = new Lock();
        var failures = new List<string>();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, n =>
        {
            // Every mutation has a seed of its own, so that a failure can be repeated alone.
            var random = new Random(unchecked(seed * 1_000_003 + n));
            var clock = Stopwatch.StartNew();
            var end = Try(Mutations.Of(Pick(seeds, random), random), failure =>
            {
                lock (gate)
                    failures.Add($"Mutation {n}: {failure}");
            });
            lock (gate)
            {
                models += end == End.Refused ? 0 : 1;
                runs += end == End.Ran ? 1 : 0;
                faults += end == End.Refused ? 1 : 0;
                slowest = Math.Max(slowest, clock.Elapsed.TotalSeconds);
            }
        });
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} failed. {string.Join("\n\n", failures.DistinctBy(failure => failure.Split('\n')[1]).Take(5))}");
        Assert.True(models > count / 20 && faults > count / 3 && runs > 0, $"{models} models, {runs} of them ran, {faults} faults: the mutations no longer reach all ends.");
        Assert.InRange(slowest, 0, 20);
    }

    /// <summary>The published models are large: a few of them will do.</summary>
    private static byte[] Pick((byte[][] Small, byte[][] Large) seeds, Random random) => random.Next(100) == 0 && seeds.Large.Length > 0
        ? seeds.Large[random.Next(seeds.Large.Length)]
        : seeds.Small[random.Next(seeds.Small.Length)];

    private static End Try(byte[] file, Action<Exception> fail)
    {
        try
        {
            using var model = OnnxModel.Load(file, new ComputeOptions { Threads = 1, MaximumMemory = 1 << 26 });
            OnnxModel.Load(model.ToBytes()).Dispose();
            return Run(model) ? End.Ran : End.Loaded;
        }
        catch (OnnxException)
        {
            return End.Refused;
        }
        catch (Exception other)
        {
            fail(other);
            return End.Refused;
        }
    }

    /// <summary>Runs a model on small images of zeros.</summary>
    /// <returns>Whether its inputs are small enough to be made.</returns>
    private static bool Run(OnnxModel model)
    {
        if (model.Inputs.Any(input => input.Shape is null || input.Type.Size() == 0))
            return false;
        var shapes = model.Inputs.Select(input => input.Shape!.Select(size => size.Size ?? 4).ToArray()).ToArray();
        if (shapes.Any(shape => shape.Length > 5 || shape.Any(size => size > 16)))
            return false;
        var inputs = model.Inputs.Zip(shapes).ToDictionary(pair => pair.First.Name, pair => Tensor.Zeros(pair.First.Type, pair.Second), StringComparer.Ordinal);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            foreach (var tensor in model.Run(inputs, null, RunOptions.Default, patience.Token).Values)
                tensor.Dispose();
        }
        catch (Exception expected) when (expected is OnnxException or OperationCanceledException)
        {
            // Shapes that do not fit are found when they meet; loops may go on for ever.
        }
        foreach (var tensor in inputs.Values)
            tensor.Dispose();
        return true;
    }

    private static (byte[][] Small, byte[][] Large) Seeds()
    {
        using var unet = new UNet { Width = 2, Depth = 1 }.Build();
        using var residual = new ResNet { Width = 2, Blocks = [1, 1], InputChannels = 1 }.Build();
        byte[][] small = [Numbers().ToByteArray(), Choice().ToByteArray(), Elsewhere().ToByteArray(), unet.ToBytes(), residual.ToBytes(), .. SingleOperators.All()];
        byte[][] large = new RealImagesFactAttribute().Skip is null ? [PublishedModels.UNetOpset12, PublishedModels.UNetOpset20, PublishedModels.Denoiser] : [];
        foreach (var file in small)
            OnnxModel.Load(file).Dispose();
        return (small, large);
    }

    private static ModelProto Numbers() => Models.Padding(
        Models.Raw("raw", 1, [1, 2, 3, 4, 5, 6, 7, 8], 2),
        Models.Raw("truth", 9, [0, 1, 1], 3),
        new TensorProto { Name = "half", DataType = 10, Dims = { 2 }, Int32Data = { 0x3C00, 0xC000 } },
        new TensorProto { Name = "small", DataType = 2, Dims = { 2 }, Int32Data = { 0, 255 } },
        new TensorProto { Name = "double", DataType = 11, Dims = { 1, 1 }, DoubleData = { 0.5 } },
        new TensorProto { Name = "unsigned", DataType = 13, Dims = { 1 }, Uint64Data = { 1 } });

    private static ModelProto Choice()
    {
        var branch = new GraphProto { Name = "then", Node = { Models.Node("Identity", ["x"], ["t"]) }, Output = { Models.Value("t", 1) } };
        var other = new GraphProto { Name = "else", Node = { Models.Node("Flatten", ["x"], ["e"], Models.Attribute("axis", 1)) }, Output = { Models.Value("e", 1) } };
        return Models.Of(new GraphProto
        {
            Node =
            {
                Models.Node("If", ["condition"], ["i"], Models.Attribute("then_branch", branch), Models.Attribute("else_branch", other)),
                Models.Node("Transpose", ["i"], ["y"], Models.Attribute("perm", [1, 0])),
            },
            Input = { Models.Value("x", 1, 2, 3) },
            Output = { Models.Value("y", 1) },
            Initializer = { Models.Raw("condition", 9, [1]) },
        });
    }

    private static ModelProto Elsewhere()
    {
        var model = Models.Of(Models.Node("Concat", ["x", "x"], ["a"], Models.Attribute("axis", 0)), Models.Node("Identity", ["a"], ["y"]));
        model.Graph.Input[0] = Models.Value("x", 1, 2, 2);
        model.MetadataProps.Add(new StringStringEntryProto { Key = "key", Value = "value" });
        model.Graph.Initializer.Add(Models.Floats("w", 2, 2));
        model.Graph.ValueInfo.Add(Models.Value("a", 1, 4, 2));
        return model;
    }

    private enum End
    {
        Refused,
        Loaded,
        Ran,
    }
}
