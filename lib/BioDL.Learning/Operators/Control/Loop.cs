using BioDL.Learning.Graphs;

namespace BioDL.Learning.Operators.Control;

/// <summary>
/// Runs a graph again and again: at most so many times as the first input says, and while the condition holds. The graph gets the number of the round,
/// the condition and the carried values, and gives the next condition, the carried values, and values that are collected along a new first axis.
/// </summary>
internal sealed class Loop(Attributes attributes) : Operator
{
    private readonly Graph body = attributes.Required("body");

    public override void Run(OperatorCall call)
    {
        var carriedCount = Math.Max(0, call.InputCount - 2);
        if (body.Inputs.Count != carriedCount + 2 || body.Outputs.Count < Math.Max(carriedCount, call.OutputCount) + 1)
            throw new OnnxException($"the node carries {carriedCount} values and has {call.OutputCount} outputs, but its graph has {body.Inputs.Count} inputs and {body.Outputs.Count} outputs");
        var rounds = call.Has(0) ? call.Integers(0) is [var most] ? most : throw new OnnxException("the number of rounds must be one number") : long.MaxValue;
        var goesOn = !call.Has(1) || ControlOperators.Truth(call.Input(1));
        Tensor[] carried = [.. Enumerable.Range(2, carriedCount).Select(input => call.Input(input).Viewed(call.Input(input).Shape))];
        List<Tensor>[] collected = [.. Enumerable.Range(0, body.Outputs.Count - 1 - carriedCount).Select(_ => new List<Tensor>())];
        try
        {
            for (var round = 0L; round < rounds && goesOn; round++)
                goesOn = RunRound(call, round, goesOn, carried, collected);
            for (var n = 0; n < carriedCount; n++)
                call.Give(n, carried[n].Viewed(carried[n].Shape));
            for (var n = 0; n < collected.Length; n++)
                Stack(call, carriedCount + n, collected[n], body.Outputs[carriedCount + 1 + n]);
        }
        finally
        {
            foreach (var tensor in carried.Concat(collected.SelectMany(list => list)))
                tensor.Dispose();
        }
    }

    private static bool RunRound(OperatorCall call, long round, bool condition, Tensor[] carried, List<Tensor>[] collected)
    {
        using Tensor number = Tensor.Scalar(round), truth = Tensor.Scalar(condition);
        var results = call.RunGraph("body", [number, truth, .. carried]);
        using var next = results[0];
        for (var n = 0; n < carried.Length; n++)
        {
            carried[n].Dispose();
            carried[n] = results[1 + n];
        }
        for (var n = 0; n < collected.Length; n++)
            collected[n].Add(results[1 + carried.Length + n]);
        return ControlOperators.Truth(next);
    }

    private static void Stack(OperatorCall call, int output, List<Tensor> rounds, GraphValue description)
    {
        if (rounds.Count == 0)
        {
            long[] unknown = [0, .. description.Shape?.Select(size => (long)(size.Size ?? 0)) ?? []];
            call.Output(output, description.Type == ElementType.Undefined ? ElementType.Float32 : description.Type, InputReading.Shape(unknown));
            return;
        }
        var first = rounds[0];
        if (rounds.Find(each => each.Type != first.Type || each.Shape != first.Shape) is { } other)
            throw new OnnxException($"'{description.Name}' is {first} in the first round but {other} in another, so the rounds cannot be collected");
        long[] sizes = [rounds.Count, .. first.Shape.ToArray().Select(size => (long)size)];
        var bytes = call.Output(output, first.Type, InputReading.Shape(sizes)).Bytes;
        for (var n = 0; n < rounds.Count; n++)
            rounds[n].Bytes.CopyTo(bytes[(n * first.Bytes.Length)..]);
    }
}
