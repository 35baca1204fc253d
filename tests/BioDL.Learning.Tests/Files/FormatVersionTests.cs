namespace BioDL.Learning.Tests.Files;

public sealed class FormatVersionTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(21)]
    public void Operator_sets_from_11_to_21_are_read(int opset)
    {
        var file = Models.Padding();
        file.OpsetImport[0].Version = opset;
        using var model = Models.Load(file);
        Assert.Equal(opset, model.Opset);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(22)]
    public void Others_are_refused_with_what_is_supported_and_what_helps(int opset)
    {
        var file = Models.Padding();
        file.OpsetImport[0].Version = opset;
        Assert.Equal(
            $"The model uses version {opset} of the standard operators (opset), but 11 to 21 are supported. " +
            "Export the model again with an opset from 11 to 21, or convert it with onnx.version_converter.",
            Models.Refusal(file));
    }

    [Fact]
    public void A_version_of_the_format_that_is_not_known_is_refused()
    {
        var file = Models.Padding();
        file.IrVersion = 99;
        Assert.StartsWith("The model is of version 99 of the ONNX format (ir_version), but 3 to 12 are supported.", Models.Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_must_say_which_operators_it_uses_and_only_once()
    {
        var file = Models.Padding();
        file.OpsetImport.Clear();
        Assert.Equal("The model does not say which version of the standard operators (opset) it uses.", Models.Refusal(file));
        file.OpsetImport.Add(new Learning.Files.Wire.OperatorSetIdProto { Version = 12 });
        file.OpsetImport.Add(new Learning.Files.Wire.OperatorSetIdProto { Domain = "ai.onnx", Version = 13 });
        Assert.Equal("The model says that it uses the versions 12 and 13 of the standard operators (opset) at once.", Models.Refusal(file));
    }

    [Fact]
    public void Operators_of_other_sets_and_functions_are_refused_by_name_but_may_be_there_unused()
    {
        var file = Models.Padding();
        file.OpsetImport.Add(new Learning.Files.Wire.OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        file.Functions.Add(new Learning.Files.Wire.FunctionProto { Domain = "local", Name = "Block" });
        Models.Load(file).Dispose();
        var foreign = Models.Node("FusedConv", ["y"], ["z"]);
        foreign.Domain = "com.microsoft";
        var function = Models.Node("Block", ["z"], ["a"]);
        function.Domain = "local";
        file.Graph.Node.Add([foreign, function, Models.Node("NoSuchThing", ["a"], ["b"]), Models.Node("NoSuchThing", ["b"], ["c"])]);
        Assert.Equal(
            [
                "Block 'the Block' calls 'local.Block', a function that the file itself defines, which is not supported. Export it without functions, or put them in place with onnx.inliner.",
                "it uses operators that are not supported: NoSuchThing (2 nodes, the first NoSuchThing 'the NoSuchThing'), com.microsoft.FusedConv (1 node, FusedConv 'the FusedConv').",
            ],
            Models.Problems(file));
    }
}
