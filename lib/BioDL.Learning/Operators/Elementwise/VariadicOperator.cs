using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Elementwise;

/// <summary>Folds any number of inputs into one, from first to last: Sum, Mean, Min, Max.</summary>
internal sealed class VariadicOperator(ElementPairs[] functions, bool isMean) : Operator
{
    public override bool TakesBlocked(int input) => true;

    public override void Run(OperatorCall call)
    {
        if (call.InputCount == 1)
            call.Forward(0, call.Plain(0), call.Input(0).Shape);
        else if (call.InputCount == 2 && !isMean)
            BinaryOperator.Run(call, ElementPairs.For(functions, call.Input(0), call.Input(1)));
        else
            Fold(call);
    }

    private void Fold(OperatorCall call)
    {
        var result = call.Plain(0);
        for (var input = 1; input < call.InputCount; input++)
        {
            var next = call.Plain(input);
            var function = ElementPairs.For(functions, result, next);
            var shape = InputReading.Broadcast(result.Shape, next.Shape);
            var isLast = input == call.InputCount - 1;
            var target = isLast ? call.Output(0, result.Type, shape) : result.Shape == shape && input > 1 ? result : call.Scratch(result.Type, shape);
            function.Run(BroadcastPlan.Of(result.Shape.ToArray(), next.Shape.ToArray()), result, next, target, call.Compute);
            result = target;
        }
        if (!isMean)
            return;
        ElementMap scale = result.Type == ElementType.Float32
            ? new ElementMap<float>(VectorMap.Of<float, Affine<float>>(new Affine<float>(VectorMath.All<float>(1.0 / call.InputCount), VectorMath.All<float>(0))))
            : new ElementMap<double>(VectorMap.Of<double, Affine<double>>(new Affine<double>(VectorMath.All<double>(1.0 / call.InputCount), VectorMath.All<double>(0))));
        scale.Run(result, result, call.Compute);
    }
}
