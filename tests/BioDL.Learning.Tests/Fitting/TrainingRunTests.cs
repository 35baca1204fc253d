using System.Text.Json;
using BioDL.Learning.Fitting;
using BioDL.Learning.Graphs;
using BioDL.Learning.Losses;
using BioDL.Learning.Networks;
using BioDL.Learning.Optimisers;

namespace BioDL.Learning.Tests.Fitting;

public sealed class TrainingRunTests
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private static readonly Story Told = JsonSerializer.Deserialize<Story>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fitting", "training.json")), Json)!;

    private static Loss Both => Loss.Dice + Loss.BinaryCrossEntropy;

    [Fact]
    public void Twenty_steps_from_the_same_weights_follow_those_of_PyTorch()
    {
        using var model = Started();
        using var training = model.Train(Both, new AdamW(0.01), options: new TrainingOptions { ClipGradient = 1 });
        var batch = Told.Batch();
        for (var step = 0; step < Told.Losses.Length; step++)
            Assert.Equal(Told.Losses[step], training.Step(batch), 1e-3);
    }

    [Theory]
    [InlineData(SimdPath.Avx512)]
    [InlineData(SimdPath.Avx2)]
    [InlineData(SimdPath.Portable)]
    public void Training_is_the_same_to_the_last_bit_with_one_thread_and_with_three(SimdPath path)
    {
        Assert.Equal(Weights(1), Weights(3));

        float[] Weights(int threads)
        {
            using var model = Started(new ComputeOptions { Simd = path, Threads = threads });
            using var training = model.Train(Both, new AdamW(0.01));
            for (var step = 0; step < 3; step++)
                training.Step(Told.Batch());
            return AllWeights(model);
        }
    }

    [Theory]
    [InlineData(SimdPath.Avx512)]
    [InlineData(SimdPath.Avx2)]
    [InlineData(SimdPath.Portable)]
    public void No_step_asks_the_garbage_collector_for_memory_once_warm(SimdPath path)
    {
        using var model = new UNet { Width = 16, Depth = 2 }.Build(seed: 2, new ComputeOptions { Simd = path, Threads = 1 });
        using var training = model.Train(Both, new AdamW(0.001), options: new TrainingOptions { ClipGradient = 1, Averaging = 0.99, Schedule = Schedule.Cosine(100) });
        var batch = Told.Batch();
        for (var step = 0; step < 5; step++)
            training.Step(batch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 5; step++)
            training.Step(batch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void No_gradient_goes_below_the_lowest_layer_that_is_trained()
    {
        using var model = Rounding();
        using var target = Tensor.Zeros(ElementType.Float32, 1, 2, 4, 4);
        using var image = Tensor.From(Enumerable.Range(0, 16).Select(n => n * 0.3f).ToArray(), 1, 1, 4, 4);
        // No gradient passes through Round: whoever tried would be told.
        using (var upper = model.Train(Loss.L2, new Sgd(0.1), freeze: "lower"))
            Assert.NotEqual(upper.Step(new Batch(image, target)), upper.Step(new Batch(image, target)));
        using var all = model.Train(Loss.L2, new Sgd(0.1));
        Assert.Contains("Round", Assert.Throws<OnnxException>(() => all.Step(new Batch(image, target))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_in_half_precision_is_refused_with_what_to_do()
    {
        using var model = Rounding();
        using var half = Tensor.From(Enumerable.Repeat((Half)0.5f, 2).ToArray(), 2, 1, 1, 1);
        model.Graph.Initialisers["lower"] = half;
        var error = Assert.Throws<OnnxException>(() => model.Train(Loss.L2, new Sgd(0.1)));
        Assert.Contains("1 weight of this network, such as 'lower', hold", error.Message, StringComparison.Ordinal);
        Assert.Contains("Float16, but Float32 is expected", error.Message, StringComparison.Ordinal);
        Assert.Contains("export it without half precision", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frozen_weights_and_their_running_statistics_stay_as_they_are()
    {
        using var model = Started();
        var before = model.Graph.Initialisers.Where(pair => pair.Key.StartsWith("encoder", StringComparison.Ordinal)).ToDictionary(pair => pair.Key, pair => pair.Value.ToArray<float>());
        using var training = model.Train(Both, new Sgd(0.1), freeze: "encoder*");
        Assert.All(training.Frozen, name => Assert.StartsWith("encoder", name, StringComparison.Ordinal));
        training.Step(Told.Batch());
        Assert.All(before, pair => Assert.Equal(pair.Value, model.Graph.Initialisers[pair.Key].ToArray<float>()));
        Assert.NotEqual(Told.Weights.Single(weight => weight.Name == "head.logits.weight").Values, model.Graph.Initialisers["head.logits.weight"].ToArray<float>());
    }

    [Fact]
    public void The_first_layers_can_be_frozen_with_the_normalisation_behind_them()
    {
        using var model = Started();
        using var training = model.Train(Both, new Sgd(0.1), Freeze.First(2));
        Assert.Equal(
            ["encoder.0.conv1.weight", "encoder.0.norm1.scale", "encoder.0.norm1.offset", "encoder.0.conv2.weight", "encoder.0.norm2.scale", "encoder.0.norm2.offset"],
            training.Frozen);
    }

    [Fact]
    public async Task When_the_epochs_end_the_model_has_the_weights_of_the_best_one()
    {
        using var model = Started();
        // A rate that is far too large: the loss goes up and down.
        using var training = model.Train(Both, new Sgd(2), options: new TrainingOptions { Epochs = 6 });
        var validation = Told.Batch();
        await foreach (var _ in training.Epochs([Told.Batch()], [validation]))
        {
        }
        Assert.Equal(6, training.History.Count);
        Assert.Equal(training.History.Min(epoch => epoch.ValidationLoss)!.Value, training.Measure([validation]), 6);
    }

    [Fact]
    public async Task Training_stops_when_patience_is_over()
    {
        using var model = Started();
        using var training = model.Train(Both, new Sgd(1e-12), options: new TrainingOptions { Epochs = 50, Patience = 3 });
        await foreach (var _ in training.Epochs([Told.Batch()], [Told.Batch()]))
        {
        }
        Assert.InRange(training.History.Count, 4, 49);
    }

    [Fact]
    public async Task Cancelling_keeps_the_best_weights_so_far()
    {
        using var model = Started();
        using var training = model.Train(Both, new AdamW(0.01), options: new TrainingOptions { Epochs = 50 });
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var epoch in training.Epochs([Told.Batch()], [Told.Batch()], stop.Token))
            {
                if (epoch.Number == 3)
                    await stop.CancelAsync();
            }
        });
        Assert.Equal(3, training.History.Count);
        Assert.Equal(training.History.Min(epoch => epoch.Deciding), training.Measure([Told.Batch()]), 6);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.9)]
    public async Task A_training_that_goes_on_from_its_checkpoint_ends_as_if_it_had_never_stopped(double? averaging)
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions { Epochs = 6, Schedule = Schedule.Plateau(1) with { WarmUp = 2 }, Averaging = averaging, Seed = 4 };
        using var whole = Dropping();
        await Run(whole, options, epochs: 6);

        using var parts = Dropping();
        options = options with { Checkpoint = Path.Combine(folder.Path, "training.checkpoint") };
        await Run(parts, options with { Epochs = 3 }, epochs: 3);
        using var resumed = Dropping();
        await Run(resumed, options, epochs: 6);

        Assert.Equal(AllWeights(whole), AllWeights(resumed));

        static async Task Run(OnnxModel model, TrainingOptions options, int epochs)
        {
            using var training = model.Train(Both, new AdamW(0.01), options: options);
            await foreach (var _ in training.Epochs([Told.Batch(), Told.Batch()], [Told.Batch()]))
            {
            }
            Assert.Equal(epochs, training.History.Count);
        }
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_refused_and_named()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "training.checkpoint");
        using var model = await Checkpointed(path);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        var error = Assert.Throws<OnnxException>(() => model.Train(Both, new AdamW(0.01), options: new TrainingOptions { Checkpoint = path }));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_of_another_training_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "training.checkpoint");
        using var model = await Checkpointed(path);
        var options = new TrainingOptions { Checkpoint = path };
        Assert.Contains("optimiser", Assert.Throws<OnnxException>(() => model.Train(Both, new AdamW(0.02), options: options)).Message, StringComparison.Ordinal);
        Assert.Contains("frozen", Assert.Throws<OnnxException>(() => model.Train(Both, new AdamW(0.01), "encoder*", options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_training_with_advice()
    {
        using var model = Started();
        using var training = model.Train(Both, new Sgd(0.1));
        using var image = Tensor.From(Enumerable.Repeat(float.NaN, 256).ToArray(), 1, 1, 16, 16);
        using var target = Tensor.Zeros(ElementType.Float32, 1, 1, 16, 16);
        var error = Assert.Throws<InvalidOperationException>(() => training.Step(new Batch(image, target)));
        Assert.Contains("step 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Freezing_what_does_not_exist_or_everything_is_refused()
    {
        using var model = Started();
        Assert.Contains("'encodr*'", Assert.Throws<ArgumentException>(() => model.Train(Both, new Sgd(0.1), "encodr*")).Message, StringComparison.Ordinal);
        Assert.Contains("freezes all", Assert.Throws<ArgumentException>(() => model.Train(Both, new Sgd(0.1), "*")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trained_model_is_read_back_from_its_file_as_it_was()
    {
        using var folder = new TemporaryFolder();
        using var model = Started();
        using (var training = model.Train(Both, new AdamW(0.01)))
            training.Step(Told.Batch());
        model.Save(Path.Combine(folder.Path, "adapted.onnx"));
        using var read = OnnxModel.Load(Path.Combine(folder.Path, "adapted.onnx"));
        using var image = Tensor.From(Told.Images, 2, 1, 16, 16);
        Assert.Equal(model.Run(image).ToArray<float>(), read.Run(image).ToArray<float>());
    }

    private static float[] AllWeights(OnnxModel model) =>
        [.. model.Graph.Initialisers.OrderBy(pair => pair.Key, StringComparer.Ordinal).Where(pair => pair.Value.Type == ElementType.Float32).SelectMany(pair => pair.Value.ToArray<float>())];

    /// <summary>Two convolutions with a rounding between them.</summary>
    private static OnnxModel Rounding()
    {
        var graph = new Graph();
        graph.Inputs.Add(new GraphValue("image", ElementType.Float32, null));
        graph.Outputs.Add(new GraphValue("result", ElementType.Float32, null));
        graph.Initialisers.Add("lower", Tensor.From([1f, -2], 2, 1, 1, 1));
        graph.Initialisers.Add("upper", Tensor.From([1f, 2, 3, 4], 2, 2, 1, 1));
        graph.Nodes.Add(new Node { Operator = "Conv", Inputs = ["image", "lower"], Outputs = ["low"] });
        graph.Nodes.Add(new Node { Operator = "Round", Inputs = ["low"], Outputs = ["round"] });
        graph.Nodes.Add(new Node { Operator = "Conv", Inputs = ["round", "upper"], Outputs = ["result"] });
        return new OnnxModel(graph, 13);
    }

    /// <summary>A model that was trained for an epoch, and left a checkpoint.</summary>
    private static async Task<OnnxModel> Checkpointed(string path)
    {
        var model = Started();
        using var training = model.Train(Both, new AdamW(0.01), options: new TrainingOptions { Epochs = 1, Checkpoint = path });
        await foreach (var _ in training.Epochs([Told.Batch()]))
        {
        }
        return model;
    }

    private static OnnxModel Dropping() => new UNet { Width = 4, Depth = 2, Dropout = 0.3 }.Build(seed: 5);

    /// <summary>The network with which PyTorch began.</summary>
    private static OnnxModel Started(ComputeOptions? compute = null)
    {
        var model = new UNet { Width = 4, Depth = 2 }.Build(compute: compute);
        foreach (var weight in Told.Weights)
            weight.Values.CopyTo(model.Graph.Initialisers[weight.Name].Span<float>());
        return model;
    }

    private sealed record Story(float[] Images, float[] Targets, NamedWeights[] Weights, double[] Losses)
    {
        public Batch Batch() => new(Tensor.From(Images, 2, 1, 16, 16), Tensor.From(Targets, 2, 1, 16, 16));
    }

    private sealed record NamedWeights(string Name, float[] Values);
}
