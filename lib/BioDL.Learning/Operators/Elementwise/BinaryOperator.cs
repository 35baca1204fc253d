using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Elementwise;

/// <summary>Computes each element of its output from one element of each of its two inputs, repeating sizes of 1.</summary>
internal sealed class BinaryOperator(params ElementPairs[] functions) : Operator
{
    public override bool TakesBlocked(int input) => true;

    public override void Run(OperatorCall call) => Run(call, ElementPairs.For(functions, call.Input(0), call.Input(1)));

    /// <summary>Computes output 0 from inputs 0 and 1.</summary>
    public static void Run(OperatorCall call, ElementPairs function)
    {
        var shape = InputReading.Broadcast(call.Input(0).Shape, call.Input(1).Shape);
        if (BlockedOperands.Of(call, shape) is { } blocked)
        {
            function.Run(BroadcastPlan.Of(blocked.Left.Sizes, blocked.Right.Sizes), blocked.Left.Tensor, blocked.Right.Tensor, Target(call, shape, TensorLayout.Blocked16), call.Compute);
            return;
        }
        Tensor left = call.Plain(0), right = call.Plain(1);
        function.Run(BroadcastPlan.Of(left.Shape.ToArray(), right.Shape.ToArray()), left, right, Target(call, shape, TensorLayout.Plain), call.Compute);
    }

    /// <summary>The place of the output: over one of the inputs where that is allowed.</summary>
    private static Tensor Target(OperatorCall call, TensorShape shape, TensorLayout layout)
    {
        for (var input = 0; input < 2; input++)
        {
            if (call.Input(input).Shape == shape && call.Input(input).Layout == layout && call.IsOverwritable(input))
                return call.OutputOver(0, input);
        }
        return call.Output(0, call.Input(0).Type, shape, layout);
    }
}
