using BioDL.Learning;
using BioDL.Learning.Fitting;
using BioDL.Learning.Losses;
using BioDL.Learning.Networks;
using BioDL.Learning.Optimisers;
using BioDL.OnnxRuntime.Tests.Oracle;

namespace BioDL.OnnxRuntime.Tests.Models;

/// <summary>Networks that our engine made and trained are files that ONNX Runtime reads, and computes the same from.</summary>
public sealed class TrainedModelTests
{
    [OnnxRuntimeTheory]
    [InlineData(Normalisation.None)]
    [InlineData(Normalisation.Batch)]
    [InlineData(Normalisation.Instance)]
    [InlineData(Normalisation.Group)]
    public void A_trained_U_Net_computes_the_same_in_ONNX_Runtime(Normalisation normalisation)
    {
        using var model = new UNet { Width = 8, Depth = 2, Normalisation = normalisation, Dropout = 0.2, Heads = [new("foreground", 1), new("boundary", 2)] }.Build(seed: 3);
        using var image = RandomTensors.Make(ElementType.Float32, [2, 1, 20, 24], seed: 1);
        using var foreground = Tensor.Zeros(ElementType.Float32, 2, 1, 20, 24);
        using var boundary = Tensor.Zeros(ElementType.Int64, 2, 20, 24);
        Train(model, Loss.Dice.On("foreground") + Loss.CrossEntropy.On("boundary"), new Batch(
            new Dictionary<string, Tensor> { ["image"] = image }, new Dictionary<string, Tensor> { ["foreground"] = foreground, ["boundary"] = boundary }));
        GraphCase.Check(model.ToBytes(), new Dictionary<string, Tensor> { ["image"] = image }, $"U-Net, normalisation {normalisation}");
    }

    [OnnxRuntimeFact]
    public void A_trained_ResNet_computes_the_same_in_ONNX_Runtime() =>
        CheckClassifier(new ResNet { Classes = 5, Width = 8, Blocks = [1, 2] }.Build(seed: 1), "ResNet");

    [OnnxRuntimeFact]
    public void A_trained_DenseNet_computes_the_same_in_ONNX_Runtime() =>
        CheckClassifier(new DenseNet { Classes = 5, Growth = 6, Layers = [2, 3] }.Build(seed: 1), "DenseNet");

    [PublishedModelFact]
    public void A_published_U_Net_is_fine_tuned_saved_and_computes_the_same_in_ONNX_Runtime()
    {
        using var model = OnnxModel.Load(Learning.Tests.Files.PublishedModels.UNetOpset12);
        var before = model.Graph.Initialisers.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray<float>());
        using var image = RandomTensors.Make(ElementType.Float32, [1, 1, 512, 512], seed: 2);
        using var target = Tensor.Zeros(ElementType.Float32, 1, 1, 512, 512);
        // This network ends in a sigmoid, so its outputs are probabilities.
        using (var training = model.Train(Loss.DiceOfProbabilities + Loss.BinaryCrossEntropyOfProbabilities, new AdamW(1e-3), freeze: "encoders*"))
        {
            var first = training.Step(new Batch(image, target));
            training.Step(new Batch(image, target));
            Assert.True(training.Step(new Batch(image, target)) < first);
            Assert.All(training.Frozen, name => Assert.Equal(before[name], model.Graph.Initialisers[name].ToArray<float>()));
            Assert.All(training.Trained, name => Assert.NotEqual(before[name], model.Graph.Initialisers[name].ToArray<float>()));
        }
        GraphCase.Check(model.ToBytes(), new Dictionary<string, Tensor> { [model.Inputs[0].Name] = image }, "fine-tuned zoo U-Net");
    }

    private static void CheckClassifier(OnnxModel model, string name)
    {
        using (model)
        {
            using var image = RandomTensors.Make(ElementType.Float32, [3, 3, 24, 20], seed: 1);
            using var classes = Tensor.From([0L, 4, 2], 3);
            Train(model, Loss.CrossEntropy, new Batch(image, classes));
            GraphCase.Check(model.ToBytes(), new Dictionary<string, Tensor> { ["image"] = image }, name);
        }
    }

    private static void Train(OnnxModel model, Loss loss, Batch batch)
    {
        using var training = model.Train(loss, new AdamW(1e-3));
        var first = training.Step(batch);
        for (var step = 0; step < 4; step++)
            training.Step(batch);
        Assert.True(training.Step(batch) < first, "training made the loss larger");
    }
}
