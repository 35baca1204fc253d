using BioDL.Learning.Files.Wire;

namespace BioDL.Learning.Tests.Files;

public sealed class PublishedModelTests
{
    [RealImagesFact]
    public void The_published_models_are_written_as_they_were_read()
    {
        foreach (var bytes in new[] { PublishedModels.UNetOpset12, PublishedModels.UNetOpset20, PublishedModels.Denoiser })
        {
            using var model = OnnxModel.Load(bytes);
            var written = model.ToBytes();
            Assert.Equal(ModelProto.Parser.ParseFrom(bytes), ModelProto.Parser.ParseFrom(written));
            Assert.Equal(bytes, written);
        }
    }

    [RealImagesFact]
    public void The_published_U_Net_says_what_it_expects_and_who_wrote_it()
    {
        using var model = OnnxModel.Load(PublishedModels.UNetOpset20);
        Assert.Equal(20, model.Opset);
        Assert.Equal(("pytorch", "2.5.1"), (model.Metadata.Producer, model.Metadata.ProducerVersion));
        Assert.Equal(37, model.Graph.Nodes.Count);
        Assert.Equal(new TensorShape(16, 1, 3, 3), model.Graph.Initialisers["encoders.0.0.weight"].Shape);
    }
}
